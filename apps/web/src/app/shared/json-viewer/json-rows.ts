import type { JsonFolds } from './json-folds';
import { windowOf } from './json-folds';
import type { JsonNode } from './json-node';
import { isFoldable, nameOf } from './json-node';

interface Row {
  /** Stays the same while folds or other values change: the names on the way to the value. */
  readonly id: string;
  readonly node: JsonNode;
  readonly depth: number;
}

/** A line of the viewer: a value or the start of a container, the end of a container, or values that are left out. */
export type JsonRow =
  | (Row & { readonly kind: 'value'; readonly isOpen: boolean })
  | (Row & { readonly kind: 'close' })
  | (Row & { readonly kind: 'more'; readonly direction: 'earlier' | 'later'; readonly count: number });

/** The lines to show, from the first to the last. */
export function rowsOf(text: string, root: JsonNode, folds: JsonFolds): JsonRow[] {
  const rows: JsonRow[] = [];
  addRows({ rows, text, folds }, root, '$', 0);
  return rows;
}

interface Listing {
  readonly rows: JsonRow[];
  readonly text: string;
  readonly folds: JsonFolds;
}

function addRows(listing: Listing, node: JsonNode, id: string, depth: number): void {
  const { rows, text, folds } = listing;
  const isOpen = isFoldable(node) && folds.open.has(node);
  rows.push({ id, kind: 'value', node, depth, isOpen });
  if (!isOpen) return;
  const { start, end } = windowOf(folds, node);
  const more = (direction: 'earlier' | 'later', count: number): void => {
    if (count > 0) rows.push({ id: `${id} ${direction}`, kind: 'more', node, depth: depth + 1, direction, count });
  };
  more('earlier', start);
  // A key may come again; each id may not.
  const seen = new Map<string | number, number>();
  for (const child of node.children.slice(start, end)) {
    const name = nameOf(text, child);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    addRows(listing, child, `${id}.${name}${times > 0 ? ` ${times}` : ''}`, depth + 1);
  }
  more('later', node.children.length - end);
  rows.push({ id: `${id} close`, kind: 'close', node, depth });
}
