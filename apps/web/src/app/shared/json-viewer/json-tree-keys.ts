import { isFoldable } from './json-node';
import type { JsonRow } from './json-rows';

/** What a key press in the tree leads to: another line, a change of the line itself, or nothing. */
export type KeyTarget = JsonRow | 'toggle' | null;

/** The keys of a tree (WAI-ARIA): arrows, Home, End, Enter and Space. Lines that only close something are passed over. */
export function targetOf(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  row: JsonRow,
  rows: readonly JsonRow[],
): KeyTarget {
  if (ctrlKey || metaKey || altKey) return null;
  const stops = rows.filter(({ kind }) => kind !== 'close');
  const here = stops.findIndex(({ id }) => id === row.id);
  switch (key) {
    case 'ArrowDown':
      return stops[here + 1] ?? null;
    case 'ArrowUp':
      return stops[here - 1] ?? null;
    case 'Home':
      return stops[0] ?? null;
    case 'End':
      return stops.at(-1) ?? null;
    case 'ArrowRight':
      return isClosed(row) ? 'toggle' : (stops[here + 1] ?? null);
    case 'ArrowLeft':
      return row.kind === 'value' && row.isOpen ? 'toggle' : parentOf(row, stops);
    case 'Enter':
    case ' ':
      return 'toggle';
    default:
      return null;
  }
}

const isClosed = (row: JsonRow): boolean => row.kind === 'value' && isFoldable(row.node) && !row.isOpen;

function parentOf(row: JsonRow, stops: readonly JsonRow[]): JsonRow | null {
  const parent = row.kind === 'more' ? row.node : row.node.parent;
  return stops.find(({ kind, node }) => kind === 'value' && node === parent) ?? null;
}
