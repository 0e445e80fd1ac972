import type { JobEventView, JobRowView, JobView, WaitingFor } from '@fasttrack/contracts';
import { promptOf, titleOf } from '@fasttrack/contracts';
import type { Job, JobEvent, Progress } from '../job';
import type { JobExcerpt } from '../job-store.port';

/** Longest time, in seconds, after which a caller should look at a job again. */
const RETRY_AFTER_MAX = 30;

const iso = (date: Date | undefined): string | undefined => date?.toISOString();

/** What a job of the type waits for that is due. */
type WhyWaiting = (type: string) => WaitingFor;

/** Whether the job waits though its time has come. */
export const isDue = ({ status, dueAt }: Pick<Job, 'status' | 'dueAt'>, now: Date): boolean =>
  status === 'PENDING' && dueAt <= now;

/** The whole job as the API answers it. */
export function toJobView(job: Job, now: Date, whyWaiting: WhyWaiting): JobView {
  const { payload, history, historyOmitted, ...facts } = job;
  const prompt = promptOf(job);
  const title = titleOf(job);
  return {
    ...toFacts(facts, now, whyWaiting),
    ...(prompt !== undefined && { prompt }),
    ...(title !== undefined && { title }),
    payload,
    history: history.map(toEventView),
    ...(historyOmitted > 0 && { historyOmitted }),
  };
}

/** A list row as the API answers it. */
export function toRowView(row: JobExcerpt, now: Date, whyWaiting: WhyWaiting): JobRowView {
  const { prompt, title, truncated, ...facts } = row;
  return {
    ...toFacts(facts, now, whyWaiting),
    ...(prompt !== undefined && { prompt }),
    ...(title !== undefined && { title }),
    ...(truncated && { truncated }),
  };
}

function toFacts(
  job: Omit<Job, 'payload' | 'history' | 'historyOmitted'>,
  now: Date,
  whyWaiting: WhyWaiting,
): JobRowView {
  const { lease: _lease, dueAt: _dueAt, progress, ...rest } = job;
  return {
    ...rest,
    progress: toProgressView(progress),
    waitingFor: waitingFor(job, now, whyWaiting),
    scheduledFor: iso(job.scheduledFor),
    expiresAt: iso(job.expiresAt),
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
    startedAt: iso(job.startedAt),
    completedAt: iso(job.completedAt),
  } as JobRowView;
}

const toProgressView = (progress: Progress | undefined): object | undefined =>
  progress && { ...progress, at: progress.at.toISOString() };

const toEventView = (event: JobEvent): JobEventView => ({ ...event, at: event.at.toISOString() });

function waitingFor(
  job: Pick<Job, 'type' | 'status' | 'dueAt' | 'attempt' | 'lease' | 'error'>,
  now: Date,
  whyWaiting: WhyWaiting,
): WaitingFor | undefined {
  if (job.status === 'PROCESSING' && job.lease?.handedOver) {
    return { reason: 'callback', until: job.lease.until.toISOString() };
  }
  if (job.status !== 'PENDING') return undefined;
  if (isDue(job, now)) return whyWaiting(job.type);
  return { ...whyNotDue(job), until: job.dueAt.toISOString() };
}

/** A run that its target did not take is put off and not used up: its job waits for the target, which said why. */
function whyNotDue({ attempt, error }: Pick<Job, 'attempt' | 'error'>): WaitingFor {
  if (error?.code === 'rate_limited') return { reason: 'target', message: error.message };
  return { reason: attempt > 0 ? 'backoff' : 'schedule' };
}

/**
 * Whole seconds, 1 to 30, after which it makes sense to read a job again: 1, or the time until a waiting one is due. A
 * deadline for a callback is not waited for, because the callback may come at any time.
 */
export function retryAfterSeconds({ status, dueAt }: Pick<Job, 'status' | 'dueAt'>, now: Date): number {
  if (status !== 'PENDING') return 1;
  return Math.min(RETRY_AFTER_MAX, Math.max(1, Math.ceil((dueAt.getTime() - now.getTime()) / 1000)));
}
