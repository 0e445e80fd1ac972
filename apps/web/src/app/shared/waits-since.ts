import type { JobRowView } from '@fasttrack/contracts';

type Times = Pick<JobRowView, 'createdAt' | 'updatedAt' | 'scheduledFor'>;

const later = (one: string, other: string): string => (Date.parse(other) > Date.parse(one) ? other : one);

/** When a job was due for the first time: when it was created, and not before its time had come. ISO 8601, UTC. */
export const dueSince = ({ createdAt, scheduledFor = createdAt }: Omit<Times, 'updatedAt'>): string =>
  later(createdAt, scheduledFor);

/**
 * When a job that waits began to: when it was created, opened again or put back, which its last change tells, and not before
 * its time has come. Of a backoff in between it knows nothing. ISO 8601, UTC.
 */
export const waitsSince = (job: Times): string => later(dueSince(job), job.updatedAt);

/** Whether the time a job is scheduled for had not come at a moment: until then it does not wait. */
export const isAhead = ({ scheduledFor = '' }: Pick<Times, 'scheduledFor'>, at: number): boolean =>
  Date.parse(scheduledFor) > at;
