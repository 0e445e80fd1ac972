import type { JsonFolds } from './json-folds';
import type { JsonNode, Span } from './json-node';
import { nameOf } from './json-node';

/** A text and its outermost value. */
export interface JsonDocument {
  readonly text: string;
  readonly root: JsonNode;
}

/**
 * Takes what a person has folded and unfolded over to a newer text: by key in objects, by position in lists. What was not
 * there before is shown as `fresh` says.
 */
export function carriedOver(
  before: JsonDocument & { folds: JsonFolds },
  after: JsonDocument,
  fresh: JsonFolds,
): JsonFolds {
  const [open, whole] = [new Set(fresh.open), new Set(fresh.whole)];
  const windows = new Map(fresh.windows);
  const carry = (old: JsonNode, now: JsonNode): void => {
    copyMembership(before.folds.open, old, open, now);
    copyMembership(before.folds.whole, old, whole, now);
    const window = before.folds.windows.get(old);
    if (window) windows.set(now, within(window, now));
    // What was closed before has nothing inside that anybody saw.
    if (!before.folds.open.has(old)) return;
    const counterpart = counterpartsOf(before.text, old);
    for (const child of now.children) {
      const known = counterpart.get(nameOf(after.text, child));
      if (known) carry(known, child);
    }
  };
  carry(before.root, after.root);
  return { open, windows, whole };
}

function copyMembership(from: ReadonlySet<JsonNode>, old: JsonNode, to: Set<JsonNode>, now: JsonNode): void {
  if (from.has(old)) to.add(now);
  else to.delete(now);
}

const counterpartsOf = (text: string, node: JsonNode): Map<string | number, JsonNode> =>
  new Map(node.children.map((child) => [nameOf(text, child), child]));

function within({ start, end }: Span, node: JsonNode): Span {
  const last = node.children.length;
  return { start: Math.min(start, last), end: Math.min(end, last) };
}
