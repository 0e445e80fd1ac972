import type { JobError, JobEventName, JobStatus } from '@fasttrack/contracts';
import type { Job, Usage } from './job';
import { isJson } from './is-json';
import { canMove, isFinal } from './job';
import type { JobChange, JobPatch } from './job-change';
import { usageWith } from './job-usage';
import { IllegalMoveError } from './job.errors';
import { lossOf, timeoutOf } from './run-time';

/** When a change happens and who makes it. */
export interface Moment {
  readonly at: Date;
  readonly by: string;
  /** On whose behalf: stands in front of what the change notes by itself. */
  readonly note?: string;
}

/** A result as a worker sent it. */
export interface Completion {
  readonly result: unknown;
  readonly usage?: Usage | undefined;
}

/** A run that failed. */
export interface RunFailure {
  readonly error: JobError;
  /** Wait before the next run. */
  readonly afterMs: number;
  /** `false`: the run is given back to the job (a target said when to come again). */
  readonly countsAsAttempt: boolean;
  /** What the run used though it failed. */
  readonly usage?: Usage | undefined;
}

interface Step {
  readonly event: JobEventName;
  readonly to: JobStatus;
  readonly set: JobPatch;
  readonly note?: string | undefined;
  /** What the run used that ends. */
  readonly used?: Usage | undefined;
}

const NOTE_MAX_LENGTH = 500;
/** What a move to the state does to a job, for messages. */
const PARTICIPLE: Readonly<Record<JobStatus, string>> = {
  PENDING: 'run again',
  PROCESSING: 'claimed',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

/** Refuses what the state table refuses. */
function move(job: Job, moment: Moment, step: Step): JobChange {
  if (!canMove(job.status, step.to)) throw new IllegalMoveError(job, PARTICIPLE[step.to]);
  return change(job, moment, step);
}

/** The only place where a change is made. */
function change(job: Job, { at, by, note: behalf }: Moment, { event, to, set, note: own, used }: Step): JobChange {
  const note = [behalf, own].filter((part) => part !== undefined).join('; ');
  const isRunOver = job.status === 'PROCESSING' && to !== 'PROCESSING';
  return {
    id: job.id,
    expected: { status: job.status, attempt: job.attempt },
    set: { ...(isRunOver && { lease: undefined }), ...set, ...(used && { usage: usageWith(job, used) }) },
    event: {
      at,
      event,
      from: job.status,
      to,
      attempt: job.attempt,
      by,
      ...(note !== '' && { note: note.slice(0, NOTE_MAX_LENGTH) }),
    },
    ...(job.status === 'PROCESSING' && job.startedAt && { startedAt: job.startedAt }),
    ...(used && { used }),
  };
}

/** Only a job that is being run has a run to end, to give back or to hand over. */
function needRun(job: Job, wanted: string): void {
  if (job.status !== 'PROCESSING') throw new IllegalMoveError(job, wanted);
}

const noteOf = (error: JobError): string => `${error.code}: ${error.message}`;

/** Ends the job with a result. A string is kept as it is; when JSON was asked for, `resultValid` says whether it parses. */
export function complete(job: Job, { result, usage }: Completion, moment: Moment): JobChange {
  const isValid = typeof result !== 'string' || isJson(result);
  return move(job, moment, {
    event: 'completed',
    to: 'COMPLETED',
    set: {
      result,
      resultValid: job.expects === 'json' && result !== undefined ? isValid : undefined,
      ...(job.error && { error: undefined }),
      completedAt: moment.at,
    },
    used: usage,
  });
}

/** Ends the job without a result. `used`: by the run that failed. */
export function fail(job: Job, error: JobError, moment: Moment, used?: Usage): JobChange {
  return move(job, moment, {
    event: 'failed',
    to: 'FAILED',
    set: { error, completedAt: moment.at },
    note: noteOf(error),
    used,
  });
}

/** Ends a run that failed: back to PENDING while the error is retryable and runs are left, else FAILED. */
export function failRun(job: Job, failure: RunFailure, moment: Moment): JobChange {
  const { error, afterMs, countsAsAttempt, usage } = failure;
  needRun(job, PARTICIPLE.PENDING);
  const used = countsAsAttempt ? job.attempts : Math.max(0, job.attempts - 1);
  if (!error.retryable || used >= job.maxAttempts) return fail(job, error, moment, usage);
  return move(job, moment, {
    event: countsAsAttempt ? 'run_failed' : 'put_back',
    to: 'PENDING',
    set: { error, attempts: used, dueAt: new Date(moment.at.getTime() + afterMs), progress: undefined },
    note: noteOf(error),
    used: usage,
  });
}

/** Gives a run back unused: the process stops. Due at once. */
export function putBack(job: Job, note: string, moment: Moment): JobChange {
  needRun(job, PARTICIPLE.PENDING);
  return move(job, moment, {
    event: 'put_back',
    to: 'PENDING',
    set: { attempts: Math.max(0, job.attempts - 1), dueAt: moment.at, progress: undefined },
    note,
  });
}

/** The worker accepted the job and will call back by `usualDeadline` (store's time), or by that of its type's timeout. */
export function handOver(job: Job, usualDeadline: Date, moment: Moment): JobChange {
  needRun(job, 'handed over');
  const { holder = moment.by, deadline } = job.lease ?? {};
  return change(job, moment, {
    event: 'handed_over',
    to: 'PROCESSING',
    set: { lease: { holder, until: deadline ?? usualDeadline, handedOver: true, ...(deadline && { deadline }) } },
  });
}

/** Ends the job because a person asked. */
export function cancel(job: Job, moment: Moment): JobChange {
  return move(job, moment, { event: 'cancelled', to: 'CANCELLED', set: { completedAt: moment.at } });
}

/** Opens an ended job again: same id and age, all runs, due at once or when it was scheduled for. `attempt` goes on. */
export function reopen(job: Job, moment: Moment): JobChange {
  if (!isFinal(job.status)) throw new IllegalMoveError(job, PARTICIPLE.PENDING);
  return move(job, moment, {
    event: 'retried',
    to: 'PENDING',
    set: {
      attempts: 0,
      dueAt: job.scheduledFor && job.scheduledFor > moment.at ? job.scheduledFor : moment.at,
      result: undefined,
      resultValid: undefined,
      error: undefined,
      progress: undefined,
      completedAt: undefined,
    },
    note: job.error && `before: ${noteOf(job.error)}`,
  });
}

/** Records that an edited copy took the place of this job, which has ended. The state stays. */
export function linkRetry(job: Job, newId: string, moment: Moment): JobChange {
  if (!isFinal(job.status)) throw new IllegalMoveError(job, 'retried');
  return change(job, moment, { event: 'retried', to: job.status, set: { retriedAs: newId }, note: `as ${newId}` });
}

/** Ends a run at its deadline: due again after `afterMs` while runs are left. */
export function timeOut(job: Job, afterMs: number, moment: Moment): JobChange {
  const error = timeoutOf(job.lease?.deadline ?? moment.at, job.startedAt);
  return failRun(job, { error, afterMs, countsAsAttempt: true }, moment);
}

/** What the sweeper does with a job whose lease or deadline ran out by `storeNow`: due after `afterMs` while runs are left. */
export function loseLease(job: Job, storeNow: Date, moment: Moment, afterMs = 0): JobChange {
  const lost = failRun(job, { error: lossOf(job), afterMs, countsAsAttempt: true }, moment);
  return { ...lost, expected: { ...lost.expected, leaseEndedBy: storeNow } };
}

/** What the sweeper does with a waiting job after its `expiresAt`. */
export function expire(job: Job, moment: Moment): JobChange {
  return fail(job, { code: 'expired', message: 'Nobody took the job before it expired', retryable: false }, moment);
}
