import type { JsonFault } from '../json-viewer/json-scan';
import { hintFor } from './fault-hint';

/** Where in a text the JSON stopped, in words for people. */
export interface FaultPlace {
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly expected: string;
  readonly found: Found;
  /** What went wrong most likely, when it is one of the usual slips. */
  readonly hint: string | null;
}

/** What stands at the fault: a character to quote, or words when there is none to show. */
export type Found =
  { readonly character: string; readonly words?: never } | { readonly words: string; readonly character?: never };

/** Line breaks of every system. */
export const LINE_BREAK = /\r\n|\n|\r/g;

/** Turns the offset of a fault into line and column, and says what stands there. */
export function placeOf(text: string, fault: JsonFault): FaultPlace {
  const { offset, expected } = fault;
  const before = text.slice(0, offset);
  let line = 1;
  let lineStart = 0;
  for (const match of before.matchAll(LINE_BREAK)) {
    line += 1;
    lineStart = match.index + match[0].length;
  }
  const column = Array.from(before.slice(lineStart)).length + 1;
  return { offset, line, column, expected, found: foundAt(text, offset), hint: hintFor(text, fault) };
}

function foundAt(text: string, offset: number): Found {
  const code = text.codePointAt(offset);
  if (code === undefined) return { words: 'the end of the text' };
  const character = String.fromCodePoint(code);
  if (character === '\n' || character === '\r') return { words: 'a line break' };
  if (character === '\t') return { words: 'a tab' };
  return { character };
}
