/** What a value of a JSON text is. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'literal';

/** A value of a JSON text, by its place in that text: the spelling of numbers, escapes and keys is never changed. */
export interface JsonNode {
  readonly kind: JsonKind;
  readonly parent: JsonNode | null;
  /** Position among the values of the parent. */
  readonly index: number;
  /** Where the key stands, quotes included. Only in objects. */
  readonly key: Span | null;
  /** Offset of the first character. */
  readonly start: number;
  /** Offset after the last character. */
  readonly end: number;
  /** Empty for what holds no other values, and for what is nested too deeply to be unfolded. */
  readonly children: readonly JsonNode[];
}

/** A piece of a text, by offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The piece of the text as it is spelled. */
export const spelled = (text: string, { start, end }: Span): string => text.slice(start, end);

/** What a value is called among the values beside it: its key as it is spelled, or its position in a list. */
export const nameOf = (text: string, { key, index }: JsonNode): string | number => (key ? spelled(text, key) : index);

/** Whether there is something inside to show or hide. */
export const isFoldable = (node: JsonNode): boolean => node.children.length > 0;

/** The values that a value is inside of, from the outside in. */
export function ancestorsOf(node: JsonNode): JsonNode[] {
  const ancestors: JsonNode[] = [];
  for (let above = node.parent; above; above = above.parent) ancestors.unshift(above);
  return ancestors;
}

/** What "Copy value" gives: a string without its quotes and escapes, anything else as it is spelled. */
export function valueOf(text: string, node: JsonNode): string {
  const value = spelled(text, node);
  return node.kind === 'string' ? (JSON.parse(value) as string) : value;
}
