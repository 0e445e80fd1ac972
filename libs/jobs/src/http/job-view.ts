import type { JobEventView, JobRowView, JobView, WaitingFor } from '@fasttrack/contracts';
import type { Job, JobEvent, Progress } from '../job';
import type { JobExcerpt } from '../job-store.port';

const iso = (date: Date | undefined): string | undefined => date?.toISOString();

/** The whole job as the API answers it. */
export function toJobView(job: Job, now: Date): JobView {
  const { payload, history, historyOmitted, ...facts } = job;
  const { prompt } = payload;
  return {
    ...toFacts(facts, now),
    ...(job.type === 'prompt' && typeof prompt === 'string' && { prompt }),
    payload,
    history: history.map(toEventView),
    ...(historyOmitted > 0 && { historyOmitted }),
  };
}

/** A list row as the API answers it. */
export function toRowView({ prompt, truncated, ...facts }: JobExcerpt, now: Date): JobRowView {
  return { ...toFacts(facts, now), ...(prompt !== undefined && { prompt }), ...(truncated && { truncated }) };
}

function toFacts(job: Omit<Job, 'payload' | 'history' | 'historyOmitted'>, now: Date): JobRowView {
  const { lease: _lease, dueAt: _dueAt, progress, ...rest } = job;
  return {
    ...rest,
    progress: toProgressView(progress),
    waitingFor: waitingFor(job, now),
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

function waitingFor(job: Pick<Job, 'status' | 'dueAt' | 'attempt' | 'lease'>, now: Date): WaitingFor | undefined {
  if (job.status === 'PROCESSING' && job.lease?.handedOver) {
    return { reason: 'callback', until: job.lease.until.toISOString() };
  }
  if (job.status !== 'PENDING') return undefined;
  if (job.dueAt <= now) return { reason: 'worker' };
  return { reason: job.attempt > 0 ? 'backoff' : 'schedule', until: job.dueAt.toISOString() };
}
