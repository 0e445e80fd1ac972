import type { JsonNode, Span } from './json-node';
import { ancestorsOf, isFoldable } from './json-node';

/** What of a JSON text is shown. Never changed in place. */
export interface JsonFolds {
  readonly open: ReadonlySet<JsonNode>;
  /** Positions of the values that a long container shows; without an entry the first {@link CHUNK}. */
  readonly windows: ReadonlyMap<JsonNode, Span>;
  /** Long strings that are shown to their end. */
  readonly whole: ReadonlySet<JsonNode>;
}

/** Values of one container that are shown at a time. */
export const CHUNK = 100;

/** Which values of an open container are shown, by position. */
export function windowOf(folds: JsonFolds, node: JsonNode): Span {
  return folds.windows.get(node) ?? { start: 0, end: Math.min(CHUNK, node.children.length) };
}

/** Unfolds from the outside in until about so many lines are shown. The outermost value is always open. */
export function unfolded(root: JsonNode, maxLines: number): JsonFolds {
  const open = new Set([root]);
  let lines = linesOf(root);
  const queue = root.children.slice(0, CHUNK).filter(isFoldable);
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (lines + linesOf(next) > maxLines) continue;
    lines += linesOf(next);
    open.add(next);
    queue.push(...next.children.slice(0, CHUNK).filter(isFoldable));
  }
  return { open, windows: new Map(), whole: new Set() };
}

const linesOf = (node: JsonNode): number => Math.min(CHUNK, node.children.length) + 1;

/** Opens what is closed and closes what is open; a long string is shown whole or short. */
export function toggled(folds: JsonFolds, node: JsonNode): JsonFolds {
  return isFoldable(node)
    ? { ...folds, open: withToggled(folds.open, node) }
    : { ...folds, whole: withToggled(folds.whole, node) };
}

function withToggled(set: ReadonlySet<JsonNode>, node: JsonNode): Set<JsonNode> {
  const copy = new Set(set);
  if (!copy.delete(node)) copy.add(node);
  return copy;
}

/** Shows one chunk more of a long container. */
export function extended(folds: JsonFolds, node: JsonNode, direction: 'earlier' | 'later'): JsonFolds {
  const { start, end } = windowOf(folds, node);
  const window =
    direction === 'earlier'
      ? { start: Math.max(0, start - CHUNK), end }
      : { start, end: Math.min(node.children.length, end + CHUNK) };
  return { ...folds, windows: new Map(folds.windows).set(node, window) };
}

/** Opens everything that hides a value. A container that shows another part of itself jumps to the value's chunk. */
export function revealed(folds: JsonFolds, node: JsonNode): JsonFolds {
  const ancestors = ancestorsOf(node);
  const windows = new Map(folds.windows);
  for (const step of [...ancestors, node]) {
    if (step.parent && !isShown(windowOf(folds, step.parent), step.index)) {
      windows.set(step.parent, chunkAround(step.parent, step.index));
    }
  }
  return { ...folds, open: new Set([...folds.open, ...ancestors]), windows };
}

const isShown = ({ start, end }: Span, index: number): boolean => index >= start && index < end;

function chunkAround(container: JsonNode, index: number): Span {
  const start = index - (index % CHUNK);
  return { start, end: Math.min(container.children.length, start + CHUNK) };
}
