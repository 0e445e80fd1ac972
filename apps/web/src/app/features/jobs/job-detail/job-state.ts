import type { JobStatus, JobView } from '@fasttrack/contracts';

/** Whether a job has ended. */
export const isFinal = (status: JobStatus): boolean => status !== 'PENDING' && status !== 'PROCESSING';

/** When the job was asked for last: created, or opened again by a person. In milliseconds since 1970. */
export function askedAt({ createdAt, history }: Pick<JobView, 'createdAt' | 'history'>): number {
  const again = history.findLast(({ event, to }) => event === 'retried' && to === 'PENDING');
  return Date.parse(again?.at ?? createdAt);
}
