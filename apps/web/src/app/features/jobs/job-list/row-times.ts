import type { JobRowView } from '@fasttrack/contracts';
import { durationText } from '../../../shared/time-text';

type Timed = Pick<JobRowView, 'status' | 'attempt' | 'createdAt' | 'updatedAt' | 'startedAt' | 'completedAt'>;

const UNKNOWN = '–';
const span = (from: string | undefined, to: number): string =>
  from === undefined ? UNKNOWN : durationText(to - Date.parse(from));

/** How long the job waited for its run, or has been waiting. A row does not know it for a second run. */
export function waitText(job: Timed, now: () => number): string {
  if (job.status === 'PENDING') return span(job.attempt === 0 ? job.createdAt : job.updatedAt, now());
  if (job.attempt > 1) return UNKNOWN;
  const end = job.startedAt ?? job.completedAt;
  return end === undefined ? UNKNOWN : span(job.createdAt, Date.parse(end));
}

/** How long the latest run took or has been going on. */
export function runText(job: Timed, now: () => number): string {
  if (job.status === 'PROCESSING') return span(job.startedAt, now());
  if (job.status === 'PENDING' || job.startedAt === undefined || job.completedAt === undefined) return UNKNOWN;
  return span(job.startedAt, Date.parse(job.completedAt));
}
