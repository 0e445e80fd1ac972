import { cutBefore } from '../raw-text/text-cut';
import { visibleParts } from '../raw-text/visible-text';
import type { JsonFolds } from './json-folds';
import type { JsonNode, Span } from './json-node';
import { isFoldable, spelled } from './json-node';
import type { JsonRow } from './json-rows';
import type { JsonMatch } from './json-search';

/** How a piece of a line looks. */
export type JsonStyle = 'key' | 'string' | 'number' | 'literal' | 'punctuation' | 'fold';

/** A piece of a line in one look. */
export interface JsonSegment {
  readonly text: string;
  readonly style: JsonStyle;
  /** Set on what the search found; `current` is the one that the reader is at. */
  readonly mark?: 'match' | 'current';
  /** Number of the unseen character that `text` stands for. */
  readonly control?: string;
}

/** What lines are made from. */
export interface JsonLineSource {
  readonly text: string;
  readonly folds: JsonFolds;
  readonly matches: ReadonlyMap<JsonNode, readonly JsonMatch[]>;
  readonly current: JsonMatch | null;
}

/** Characters of a string that are shown before it is cut. */
export const STRING_CLIP = 300;
/** A cut that hides less than this would save nothing. */
const CLIP_MARGIN = 40;

const BRACKETS = { object: ['{', '}'], array: ['[', ']'] } as const;

/** Whether a value is so long that its end is hidden at first. */
export const isLong = (node: JsonNode): boolean =>
  !isFoldable(node) && node.end - node.start > STRING_CLIP + CLIP_MARGIN;

/** The pieces of one line. Lines that stand for left out values have none. */
export function lineOf(source: JsonLineSource, row: JsonRow): JsonSegment[] {
  if (row.kind === 'more') return [];
  const comma = punctuation(hasSuccessor(row.node) ? ',' : '');
  if (row.kind === 'close') return [...punctuation(closerOf(row.node)), ...comma];
  const { node, isOpen } = row;
  const value = isFoldable(node) ? containerOf(node, isOpen) : scalarOf(source, node);
  return [...keyOf(source, node), ...value, ...(isOpen ? [] : comma)];
}

const hasSuccessor = ({ parent, index }: JsonNode): boolean => parent !== null && index < parent.children.length - 1;
const closerOf = (node: JsonNode): string => BRACKETS[node.kind === 'array' ? 'array' : 'object'][1];
const punctuation = (text: string): JsonSegment[] => (text === '' ? [] : [{ text, style: 'punctuation' }]);

function keyOf(source: JsonLineSource, node: JsonNode): JsonSegment[] {
  return node.key ? [...pieces(source, node, node.key, 'key'), ...punctuation(': ')] : [];
}

function containerOf(node: JsonNode, isOpen: boolean): JsonSegment[] {
  const [opener, closer] = BRACKETS[node.kind === 'array' ? 'array' : 'object'];
  if (isOpen) return punctuation(opener);
  const count = node.children.length;
  return [
    ...punctuation(opener),
    { text: `${count.toLocaleString('en')} ${count === 1 ? 'item' : 'items'}`, style: 'fold' },
    ...punctuation(closer),
  ];
}

function scalarOf(source: JsonLineSource, node: JsonNode): JsonSegment[] {
  const style = node.kind === 'object' || node.kind === 'array' ? 'punctuation' : node.kind;
  if (!isLong(node)) return pieces(source, node, node, style);
  if (source.folds.whole.has(node)) {
    return [...pieces(source, node, node, style), { text: 'Show less', style: 'fold' }];
  }
  const end = cutBefore(source.text, node.start + STRING_CLIP);
  const hidden = `${(node.end - end).toLocaleString('en')} more characters`;
  return [...pieces(source, node, { start: node.start, end }, style), { text: hidden, style: 'fold' }];
}

function pieces(source: JsonLineSource, node: JsonNode, span: Span, style: JsonStyle): JsonSegment[] {
  const segments: JsonSegment[] = [];
  const add = (piece: Span, mark?: 'match' | 'current'): void => {
    for (const part of visibleParts(spelled(source.text, piece)))
      segments.push({ ...part, style, ...(mark && { mark }) });
  };
  let from = span.start;
  for (const match of source.matches.get(node) ?? []) {
    if (match.start < span.start || match.end > span.end) continue;
    add({ start: from, end: match.start });
    add(match, match === source.current ? 'current' : 'match');
    from = match.end;
  }
  add({ start: from, end: span.end });
  return segments;
}
