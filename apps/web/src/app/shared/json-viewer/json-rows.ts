import type { JsonFolds } from './json-folds';
import { windowOf } from './json-folds';
import type { JsonNode } from './json-node';
import { isFoldable } from './json-node';

interface Row {
  /** Stays the same while folds or other values change: the positions on the way to the value. */
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
export function rowsOf(root: JsonNode, folds: JsonFolds): JsonRow[] {
  const rows: JsonRow[] = [];
  addRows(rows, root, '$', 0, folds);
  return rows;
}

function addRows(rows: JsonRow[], node: JsonNode, id: string, depth: number, folds: JsonFolds): void {
  const isOpen = isFoldable(node) && folds.open.has(node);
  rows.push({ id, kind: 'value', node, depth, isOpen });
  if (!isOpen) return;
  const { start, end } = windowOf(folds, node);
  const more = (direction: 'earlier' | 'later', count: number): void => {
    if (count > 0) rows.push({ id: `${id} ${direction}`, kind: 'more', node, depth: depth + 1, direction, count });
  };
  more('earlier', start);
  for (const child of node.children.slice(start, end)) {
    addRows(rows, child, `${id}.${child.index}`, depth + 1, folds);
  }
  more('later', node.children.length - end);
  rows.push({ id: `${id} close`, kind: 'close', node, depth });
}
