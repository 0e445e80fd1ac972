import { LINE_BREAK } from './fault-place';
import { cutBefore } from './text-cut';

/** A line of a text, or a part of one that is very long. */
export interface TextPiece {
  /** From 1. */
  readonly line: number;
  /** Whether the line goes on from the piece before. */
  readonly isContinued: boolean;
  /** Offset of the first character. */
  readonly start: number;
  readonly text: string;
}

/** A run of pieces to show, or how much is left out. */
export type TextSection =
  | { readonly kind: 'shown'; readonly pieces: readonly TextPiece[] }
  | { readonly kind: 'hidden'; readonly lines: number; readonly characters: number };

/** Longest piece in characters: a line of a megabyte would stop the page. */
export const PIECE_MAX_LENGTH = 2000;
/** Shown at first, and with each "Show more". */
export const STEP = { lines: 200, characters: 20_000 } as const;
/** Lines that are shown before and after a fault far away. */
const AROUND_FAULT = 5;

/** Splits a text into its lines, and very long lines into pieces. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let line = 1;
  let start = 0;
  for (const match of text.matchAll(LINE_BREAK)) {
    addLine(pieces, text, line, { start, end: match.index });
    line += 1;
    start = match.index + match[0].length;
  }
  addLine(pieces, text, line, { start, end: text.length });
  return pieces;
}

function addLine(
  pieces: TextPiece[],
  text: string,
  line: number,
  { start, end }: { start: number; end: number },
): void {
  let at = start;
  do {
    const cut = cutBefore(text, Math.min(end, at + PIECE_MAX_LENGTH));
    pieces.push({ line, isContinued: at > start, start: at, text: text.slice(at, cut) });
    at = cut;
  } while (at < end);
}

/** Index of the piece in which an offset lies. The end of the text lies in the last one. */
export function pieceAt(pieces: readonly TextPiece[], offset: number): number {
  let index = pieces.findIndex((piece) => piece.start > offset);
  index = (index === -1 ? pieces.length : index) - 1;
  return Math.max(0, index);
}

/** How many pieces to show after `from` in one more step: whichever of the two limits comes first, at least one. */
export function stepAfter(pieces: readonly TextPiece[], from: number): number {
  let characters = 0;
  let end = from;
  while (end < pieces.length && end - from < STEP.lines && characters < STEP.characters) {
    characters += pieces[end]?.text.length ?? 0;
    end += 1;
  }
  return end;
}

/** What is shown of a text: its first pieces, and what stands around the fault when that lies further down. */
export function sectionsOf(pieces: readonly TextPiece[], shownTo: number, fault: number | null): TextSection[] {
  const head = Math.min(pieces.length, shownTo);
  if (fault === null || fault < head) return [...shown(pieces, 0, head), ...hidden(pieces, head, pieces.length)];
  const from = Math.max(head, fault - AROUND_FAULT);
  const to = Math.min(pieces.length, fault + AROUND_FAULT + 1);
  return [
    ...shown(pieces, 0, head),
    ...hidden(pieces, head, from),
    ...shown(pieces, from, to),
    ...hidden(pieces, to, pieces.length),
  ];
}

const shown = (pieces: readonly TextPiece[], from: number, to: number): TextSection[] =>
  to > from ? [{ kind: 'shown', pieces: pieces.slice(from, to) }] : [];

function hidden(pieces: readonly TextPiece[], from: number, to: number): TextSection[] {
  if (to <= from) return [];
  const left = pieces.slice(from, to);
  const characters = left.reduce((sum, piece) => sum + piece.text.length, 0);
  return [{ kind: 'hidden', lines: left.filter((piece) => !piece.isContinued).length, characters }];
}
