import { JOB_STATUSES, PRIORITIES } from '@fasttrack/contracts';
import type { JobFilter, JobQuery, JobSort } from '@fasttrack/jobs/job-store.port';

/** Sorts with so few values that a list of each, one after the other, is the list. */
export type GroupSort = 'priority' | 'status' | 'type';
/** What a list is sorted by: age, ids of a search, the last change, or a value with few different ones. */
export type ListKind = 'age' | 'id' | 'updatedAt' | GroupSort;

/** The kind that a sort asks for. */
export const kindOf = (sort: JobSort = 'createdAt'): Exclude<ListKind, 'id'> => (sort === 'createdAt' ? 'age' : sort);
/** What cursors of a list are marked with: one of another list is refused. */
export const listName = (kind: ListKind, { order = 'desc' }: Pick<JobQuery, 'order'>): string => `${kind} ${order}`;

/** The values of a sort that jobs of a filter can have, in the order of the list. `types`: all there are. */
export function groupsOf(
  sort: GroupSort,
  { status, type, order = 'desc' }: JobQuery,
  types: readonly string[],
): (string | number)[] {
  const values = {
    priority: PRIORITIES,
    status: status ? [status] : JOB_STATUSES,
    type: type === undefined ? types : [type],
  }[sort];
  return [...values].sort(compareBy(order));
}

/** By code units for texts. */
export function compareBy(order: 'asc' | 'desc'): (a: string | number, b: string | number) => number {
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => (a === b ? 0 : a < b ? -sign : sign);
}

/** The filter of one group. */
export const inGroup = (
  filter: JobFilter,
  sort: GroupSort,
  value: string | number,
): JobFilter & { priority?: number } => ({
  ...filter,
  [sort]: value,
});
