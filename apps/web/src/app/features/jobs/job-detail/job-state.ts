import type { JobStatus, JobView } from '@fasttrack/contracts';
import { dueSince } from '../../../shared/waits-since';

/** Whether a job has ended. */
export const isFinal = (status: JobStatus): boolean => status !== 'PENDING' && status !== 'PROCESSING';

/** When a person opened the job again, the last time: attempts count from there. ISO 8601, UTC. */
export const retriedAt = ({ history }: Pick<JobView, 'history'>): string | undefined =>
  history.findLast(({ event, to }) => event === 'retried' && to === 'PENDING')?.at;

/**
 * When the job was asked for last: created, or opened again by a person, and not before its time had come. In milliseconds
 * since 1970.
 */
export const askedAt = (job: Pick<JobView, 'createdAt' | 'scheduledFor' | 'history'>): number =>
  Date.parse(dueSince({ ...job, createdAt: retriedAt(job) ?? job.createdAt }));
