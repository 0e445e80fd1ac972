import type { JobView } from '@fasttrack/contracts';
import { durationText } from '../../../shared/time-text';
import { isAhead, waitsSince } from '../../../shared/waits-since';
import { askedAt, isFinal, retriedAt } from './job-state';

/** How long a job took or has been going on: words before the length, and behind it where they are needed. */
export interface JobLength {
  readonly word: string;
  readonly text: string;
  readonly after: string;
}

/**
 * How long it took since the job was asked for last, or how long it runs or waits; nothing before its time has come, also
 * that of its next try.
 */
export function lengthOf(job: JobView, now: number): JobLength | null {
  if (isFinal(job.status)) return wholeOf(job);
  if (job.status === 'PROCESSING' && job.startedAt !== undefined) {
    return { word: 'running', text: durationText(now - Date.parse(job.startedAt)), after: '' };
  }
  if (isAhead(job, now) || job.waitingFor?.reason === 'backoff') return null;
  const since = job.attempts > 0 ? Date.parse(waitsSince(job)) : askedAt(job);
  return { word: 'waiting', text: durationText(now - since), after: '' };
}

function wholeOf(job: JobView): JobLength | null {
  const end = Date.parse(job.completedAt ?? '');
  if (Number.isNaN(end) || isAhead(job, end)) return null;
  const text = durationText(end - askedAt(job));
  const status = job.status.toLowerCase();
  if (retriedAt(job) !== undefined) return { word: status, text, after: 'after the retry' };
  return { word: job.status === 'COMPLETED' ? 'took' : `${status} after`, text, after: '' };
}
