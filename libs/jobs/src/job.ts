import type { Expects, JobError, JobEventName, JobStatus, JsonObject, Priority } from '@fasttrack/contracts';
import { HISTORY_HEAD, HISTORY_TAIL } from '@fasttrack/contracts';

/** One line of a job's life. */
export interface JobEvent {
  readonly at: Date;
  readonly event: JobEventName;
  readonly from?: JobStatus;
  readonly to: JobStatus;
  readonly attempt: number;
  /** Who did it: `api` or the name of an API key, `callback`, `sweeper`, or the executor or worker by name. */
  readonly by: string;
  readonly note?: string;
}

/** Who works on a job, and until when that may be believed. */
export interface Lease {
  readonly holder: string;
  /** The store's time, which may run beside the wall clock. */
  readonly until: Date;
  /** The worker will call back: `until` is a deadline and no heartbeat renews it. */
  readonly handedOver: boolean;
  /** When the run has taken as long as its type allows; `until` never lies behind it. Absent: it may take any time. */
  readonly deadline?: Date;
}

/** What a worker or caller says about how far a run is. */
export interface Progress {
  readonly percent?: number;
  readonly message?: string;
  readonly at: Date;
}

/** What a model was given and gave. */
export interface Usage {
  readonly model?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** A job as every part of the program sees it: plain data, changed only through a {@link JobChange}. */
export interface Job {
  /** UUIDv7 (RFC 9562). */
  readonly id: string;
  readonly type: string;
  readonly payload: JsonObject;
  readonly status: JobStatus;
  readonly priority: Priority;
  /** Whose job it is: equal turns between keys. */
  readonly key?: string;
  /** Number of the latest run: the fence. Grows by one at each claim, never goes back. */
  readonly attempt: number;
  /** Runs used up. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly expects: Expects;
  /** Not handed out before. */
  readonly dueAt: Date;
  readonly scheduledFor?: Date;
  readonly expiresAt?: Date;
  readonly result?: unknown;
  readonly resultValid?: boolean;
  readonly error?: JobError;
  readonly progress?: Progress;
  readonly tags?: readonly string[];
  readonly metadata?: JsonObject;
  readonly retryOf?: string;
  readonly retriedAs?: string;
  /** What all its runs used together. */
  readonly usage?: Usage;
  /** Only while PROCESSING. */
  readonly lease?: Lease;
  readonly history: readonly JobEvent[];
  /** Events left out of `history` between its first {@link HISTORY_HEAD} and its last {@link HISTORY_TAIL}. */
  readonly historyOmitted: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Start of the latest run. */
  readonly startedAt?: Date;
  readonly completedAt?: Date;
}

/** Every legal move. What ended stays ended, unless a person retries it. */
const NEXT: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  PENDING: ['PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'],
  PROCESSING: ['COMPLETED', 'FAILED', 'PENDING', 'CANCELLED'],
  COMPLETED: [],
  FAILED: ['PENDING'],
  CANCELLED: ['PENDING'],
};

/** Whether the job has ended. */
export const isFinal = (status: JobStatus): boolean => status !== 'PENDING' && status !== 'PROCESSING';

/** Whether the state table has this move. */
export const canMove = (from: JobStatus, to: JobStatus): boolean => NEXT[from].includes(to);

/** A history with one more event: the first {@link HISTORY_HEAD} and the last {@link HISTORY_TAIL} are kept. */
export function appendEvent(history: readonly JobEvent[], event: JobEvent): { history: JobEvent[]; dropped: number } {
  const longer = [...history, event];
  const dropped = Math.max(0, longer.length - HISTORY_HEAD - HISTORY_TAIL);
  longer.splice(HISTORY_HEAD, dropped);
  return { history: longer, dropped };
}
