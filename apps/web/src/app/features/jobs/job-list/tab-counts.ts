import type { JobStatus, StatsView } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import type { JobCount } from '../../../core/job-page';
import type { ListQuery } from './query/list-query';

/** How many jobs of a filter have each status, as far as it is known. */
export type StatusCounts = Readonly<Partial<Record<JobStatus, JobCount>>>;

/** Whether the figures of the whole store cannot tell the counts of this filter. */
export const needsCounting = ({ tag, key, search, createdAfter, createdBefore, resultValid }: ListQuery): boolean =>
  [tag, key, search, createdAfter, createdBefore, resultValid].some((value) => value !== undefined);

/** The counts that the figures tell, exact whatever their size; none while there are no figures. */
export function countsIn(stats: StatsView | undefined, type: string | undefined): StatusCounts {
  const byStatus = type === undefined ? stats?.byStatus : stats?.byType[type];
  if (!byStatus) return {};
  return Object.fromEntries(JOB_STATUSES.map((status) => [status, exactly(byStatus[status])]));
}

/** All statuses together; unknown while one of them is. */
export function sumOf(counts: StatusCounts): JobCount | undefined {
  const all = JOB_STATUSES.map((status) => counts[status]);
  if (all.includes(undefined)) return undefined;
  return {
    count: all.reduce((sum, one) => sum + (one?.count ?? 0), 0),
    isCapped: all.some((one) => one?.isCapped === true),
  };
}

/** Statuses to be counted now: all that were never counted, else the next one in turn. */
export function dueStatuses(counts: StatusCounts, last: JobStatus | undefined): readonly JobStatus[] {
  const unknown = JOB_STATUSES.filter((status) => counts[status] === undefined);
  if (unknown.length > 0) return unknown;
  const next = JOB_STATUSES[(last === undefined ? 0 : JOB_STATUSES.indexOf(last) + 1) % JOB_STATUSES.length];
  return next === undefined ? [] : [next];
}

const exactly = (count: number): JobCount => ({ count, isCapped: false });
const digits = new Intl.NumberFormat();

/** `12,304`, or `10,000+` where the backend stopped counting; nothing while unknown. */
export const countText = (count: JobCount | undefined): string =>
  count === undefined ? '' : `${digits.format(count.count)}${count.isCapped ? '+' : ''}`;
