import type { JobStatus, JsonObject, Priority } from '@fasttrack/contracts';
import { EXCERPT_LENGTH, JOB_STATUSES, promptOf, titleOf } from '@fasttrack/contracts';
import type { Job, JobEvent } from '@fasttrack/jobs/job';
import type { JobExcerpt } from '@fasttrack/jobs/job-store.port';
import type { Times } from './writer-message';

/** A row of `jobs`, with its body where one was joined. Times are milliseconds since 1970. */
export interface JobRecord {
  n: number;
  id: string;
  status: number;
  type: number;
  priority: number;
  ready: number;
  turn: number;
  due_at: number;
  attempt: number;
  attempts: number;
  max_attempts: number;
  lease_until: number | null;
  holder: string | null;
  handed_over: number | null;
  /** In the time of leases, as `lease_until`. */
  deadline: number | null;
  expires_at: number | null;
  created_at: number;
  updated_at: number;
  started_at: number | null;
  completed_at: number | null;
  details: string;
  excerpt: string;
  history: string;
  history_omitted: number;
  key: string | null;
  result_valid: number | null;
  payload?: string;
  result?: string | null;
}

type Details = Pick<
  Job,
  'expects' | 'key' | 'resultValid' | 'error' | 'tags' | 'metadata' | 'retryOf' | 'retriedAs' | 'usage'
> & {
  scheduledFor?: number;
  progress?: Omit<NonNullable<Job['progress']>, 'at'> & { at: number };
};
interface Excerpt {
  prompt?: string;
  title?: string;
  result?: unknown;
  isPromptCut?: true;
  isResultCut?: true;
}
/** How far the time of leases runs beside the wall clock, in milliseconds. Jobs speak of wall time, their rows of lease time. */
export type LeaseOffset = number;

/** Number of a status in the file. */
export const statusNumber = (status: JobStatus): number => JOB_STATUSES.indexOf(status);
/** Status of a number in the file. */
export const statusName = (status: number): JobStatus => JOB_STATUSES[status] as JobStatus;

const time = (date: Date | undefined): number | null => date?.getTime() ?? null;

/** The columns that a change of a job can touch. */
export function toColumns(job: Job, { wall, lease }: Times): unknown[] {
  return [
    statusNumber(job.status),
    job.status === 'PENDING' && job.dueAt.getTime() <= wall ? 1 : 0,
    job.dueAt.getTime(),
    job.attempt,
    job.attempts,
    job.lease ? job.lease.until.getTime() + lease - wall : null,
    job.lease?.holder ?? null,
    job.lease ? Number(job.lease.handedOver) : null,
    job.lease?.deadline ? job.lease.deadline.getTime() + lease - wall : null,
    job.updatedAt.getTime(),
    time(job.startedAt),
    time(job.completedAt),
    detailsOf(job),
    JSON.stringify(job.history.map((event) => ({ ...event, at: event.at.getTime() }))),
    job.historyOmitted,
    job.resultValid === undefined ? null : Number(job.resultValid),
  ];
}

function detailsOf(job: Job): string {
  const { expects, key, resultValid, error, progress, tags, metadata, retryOf, retriedAs, usage, scheduledFor } = job;
  return JSON.stringify({
    ...{ expects, key, resultValid, error, tags, metadata, retryOf, retriedAs, usage },
    scheduledFor: scheduledFor?.getTime(),
    progress: progress && { ...progress, at: progress.at.getTime() },
  });
}

/** What a list shows of the job's texts. */
export function excerptOf(job: Pick<Job, 'type' | 'payload' | 'result'>): string {
  const prompt = promptOf(job);
  const ofPrompt = prompt === undefined ? undefined : cut(prompt);
  return JSON.stringify({
    ...(ofPrompt && { prompt: ofPrompt.value, ...(ofPrompt.isCut && { isPromptCut: true }) }),
    title: titleOf(job),
    ...resultExcerpt(job.result),
  });
}

/** The same excerpt with another result. */
export function withResult(excerpt: string, result: unknown): string {
  const { prompt, isPromptCut, title } = JSON.parse(excerpt) as Excerpt;
  return JSON.stringify({ prompt, isPromptCut, title, ...resultExcerpt(result) });
}

function resultExcerpt(result: unknown): Pick<Excerpt, 'result' | 'isResultCut'> {
  if (result === undefined) return {};
  const { value, isCut } = cut(result);
  return { result: value, ...(isCut && { isResultCut: true }) };
}

function cut(value: unknown): { value: unknown; isCut: boolean } {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= EXCERPT_LENGTH
    ? { value, isCut: false }
    : { value: text.slice(0, EXCERPT_LENGTH), isCut: true };
}

/** The job, whole. Its body must have been joined. */
export function toJob(record: JobRecord, type: string, offset: LeaseOffset): Job {
  const history = (JSON.parse(record.history) as (Omit<JobEvent, 'at'> & { at: number })[]).map((event) => ({
    ...event,
    at: new Date(event.at),
  }));
  return {
    ...toFacts(record, type, offset),
    payload: JSON.parse(record.payload ?? '{}') as JsonObject,
    ...(typeof record.result === 'string' ? { result: JSON.parse(record.result) as unknown } : {}),
    history,
    historyOmitted: record.history_omitted,
  };
}

/** The error of a record, which most have not. */
export const errorOf = ({ details }: Pick<JobRecord, 'details'>): Pick<Job, 'error'> =>
  details.includes('"error":') ? (JSON.parse(details) as Details) : {};

/** The list row. */
export function toExcerpt(record: JobRecord, type: string, offset: LeaseOffset): JobExcerpt {
  const { isPromptCut, isResultCut, ...texts } = JSON.parse(record.excerpt) as Excerpt;
  return { ...toFacts(record, type, offset), ...texts, ...((isPromptCut ?? isResultCut) && { truncated: true }) };
}

function toFacts(
  record: JobRecord,
  type: string,
  offset: LeaseOffset,
): Omit<Job, 'payload' | 'history' | 'historyOmitted' | 'result'> {
  const { scheduledFor, progress, ...details } = JSON.parse(record.details) as Details;
  return {
    id: record.id,
    type,
    status: statusName(record.status),
    priority: record.priority as Priority,
    attempt: record.attempt,
    attempts: record.attempts,
    maxAttempts: record.max_attempts,
    ...details,
    dueAt: new Date(record.due_at),
    ...(scheduledFor !== undefined && { scheduledFor: new Date(scheduledFor) }),
    ...(record.expires_at !== null && { expiresAt: new Date(record.expires_at) }),
    ...(progress && { progress: { ...progress, at: new Date(progress.at) } }),
    ...(record.lease_until !== null && {
      lease: {
        holder: record.holder ?? '',
        until: new Date(record.lease_until - offset),
        handedOver: record.handed_over === 1,
        ...(record.deadline !== null && { deadline: new Date(record.deadline - offset) }),
      },
    }),
    createdAt: new Date(record.created_at),
    updatedAt: new Date(record.updated_at),
    ...(record.started_at !== null && { startedAt: new Date(record.started_at) }),
    ...(record.completed_at !== null && { completedAt: new Date(record.completed_at) }),
  };
}
