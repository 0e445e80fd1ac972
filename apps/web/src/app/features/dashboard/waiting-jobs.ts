import type { JobRowView, WaitingFor } from '@fasttrack/contracts';
import type { JobFilter } from '../../core/jobs-api';
import type { JobPage } from '../../core/job-page';

/** The jobs that have waited longest, and are looked at one by one: those that are not due do not wait yet. */
export const WAITING_LONGEST: JobFilter = { status: 'PENDING', sort: 'createdAt', order: 'asc', limit: 20 };

/** What the waiting jobs that were looked at tell. */
export interface WaitingJobs {
  /** Since when the oldest job waits that is due; absent: none of them is. ISO 8601, UTC. */
  readonly since?: string;
  /** How many of them are not due. */
  readonly later: number;
  /** There are no others. */
  readonly areAll: boolean;
}

const NOT_DUE: readonly (WaitingFor['reason'] | undefined)[] = ['schedule', 'backoff'];

/**
 * When a job that waits began to: when it was created, opened again or put back, which its last change tells, and not before
 * its time has come. ISO 8601, UTC.
 */
export const waitsSince = ({ createdAt, updatedAt, scheduledFor = createdAt }: JobRowView): string =>
  [updatedAt, scheduledFor].reduce((last, at) => (Date.parse(at) > Date.parse(last) ? at : last), createdAt);

/** Tells those that are due from those whose time is yet to come. */
export function waitingJobsOf({ rows, nextCursor }: JobPage): WaitingJobs {
  const jobs = rows.flatMap((row) => (row.kind === 'job' ? [row.job] : []));
  const due = jobs.filter(({ waitingFor }) => !NOT_DUE.includes(waitingFor?.reason));
  const [since] = due.map(waitsSince).sort((a, b) => Date.parse(a) - Date.parse(b));
  return { ...(since !== undefined && { since }), later: jobs.length - due.length, areAll: nextCursor === null };
}
