import type { JobRowView } from '@fasttrack/contracts';
import { durationText } from '../../../shared/time-text';
import { dueSince, isAhead, waitsSince } from '../../../shared/waits-since';

type Timed = Pick<
  JobRowView,
  'status' | 'attempt' | 'createdAt' | 'updatedAt' | 'scheduledFor' | 'startedAt' | 'completedAt' | 'waitingFor'
>;

const UNKNOWN = '–';
const span = (from: string | undefined, to: number): string =>
  from === undefined ? UNKNOWN : durationText(to - Date.parse(from));

/**
 * How long the job waited for its run since it was due, or has been waiting; before its time, also that of its next try,
 * it does not wait. A row does not know it for a second run; after a backoff it counts from the failure.
 */
export function waitText(job: Timed, now: () => number): string {
  if (job.waitingFor?.reason === 'backoff') return UNKNOWN;
  if (job.status === 'PENDING') return waitTo(job, waitsSince(job), now());
  const end = job.attempt > 1 ? undefined : (job.startedAt ?? job.completedAt);
  return end === undefined ? UNKNOWN : waitTo(job, dueSince(job), Date.parse(end));
}

const waitTo = (job: Timed, since: string, end: number): string => (isAhead(job, end) ? UNKNOWN : span(since, end));

/** How long the latest run took or has been going on. */
export function runText(job: Timed, now: () => number): string {
  if (job.status === 'PROCESSING') return span(job.startedAt, now());
  if (job.status === 'PENDING' || job.startedAt === undefined || job.completedAt === undefined) return UNKNOWN;
  return span(job.startedAt, Date.parse(job.completedAt));
}
