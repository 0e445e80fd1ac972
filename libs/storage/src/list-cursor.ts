import { OFFSET_MAX } from '@fasttrack/contracts';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';

/** Where a page starts: behind this job, after so many more that match. Each kind of list has its own form of places. */
export interface ListPosition {
  readonly place: readonly (string | number)[];
  readonly skip: number;
}

/** The cursor of a position in one kind of list. */
export const toCursor = (list: string, { place, skip }: ListPosition): string =>
  Buffer.from(JSON.stringify([list, skip, ...place])).toString('base64url');

/**
 * The position of a cursor. Throws `BadCursorError` when it was not made by {@link toCursor} for this kind of list, or
 * names a place that `isPlace` refuses.
 */
export function readCursor(
  list: string,
  cursor: string,
  isPlace: (place: readonly unknown[]) => place is readonly (string | number)[],
): ListPosition {
  const [made, skip, ...place] = partsOf(cursor);
  const isSkip = Number.isInteger(skip) && (skip as number) >= 0 && (skip as number) <= OFFSET_MAX;
  if (made !== list || !isSkip || !isPlace(place)) throw new BadCursorError('The cursor is not one of this list');
  return { place, skip: skip as number };
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
