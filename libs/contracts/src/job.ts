/** Every state of a job, in the order screens show them. */
export const JOB_STATUSES = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** 5 is the most urgent. */
export const PRIORITIES = [1, 2, 3, 4, 5] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What a string result should be. */
export type Expects = 'json' | 'text';

/** Kinds of failure, stable for programs. */
export type JobErrorCode =
  | 'worker_error'
  | 'timeout'
  | 'lease_expired'
  | 'rejected'
  | 'unreachable'
  | 'rate_limited'
  | 'invalid_input'
  | 'expired';

/** Why a run or a job failed. */
export interface JobError {
  readonly code: JobErrorCode;
  readonly message: string;
  /** Whether another run could help. */
  readonly retryable: boolean;
}

/** What can happen to a job; each one is a line in its history. */
export type JobEventName =
  | 'created'
  | 'claimed'
  /** The worker took the job over and will call back. */
  | 'handed_over'
  | 'completed'
  /** A run failed and another one follows. */
  | 'run_failed'
  /** A run ended without being used up: shutdown, or the target asked to wait. */
  | 'put_back'
  | 'failed'
  | 'cancelled'
  /** A person asked for it again. */
  | 'retried';

/** An object of a JSON document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One change of a job, as the API answers it. */
export interface JobEventView {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly event: JobEventName;
  /** Absent for `created`. */
  readonly from?: JobStatus;
  readonly to: JobStatus;
  /** Number of the run the change belongs to; 0 before the first. */
  readonly attempt: number;
  /** Who did it: `api` or the name of an API key, `callback`, `sweeper`, or the executor or worker by name. */
  readonly by: string;
  readonly note?: string;
}

/** Why a job has not ended yet. */
export interface WaitingFor {
  readonly reason: 'schedule' | 'backoff' | 'worker' | 'cap' | 'paused' | 'target' | 'callback';
  /** ISO 8601, UTC: when that ends by itself. */
  readonly until?: string;
  /** `cap`: how many jobs of its type may run at once. */
  readonly cap?: number;
  /** `worker`: why there is none; `target`: why it takes none; where that is known. */
  readonly message?: string;
}

interface JobFacts {
  readonly id: string;
  readonly type: string;
  /** Only on `prompt` jobs. */
  readonly prompt?: string;
  /**
   * One line of the payload that tells the job from others of its type, at most {@link TITLE_LENGTH} characters. Absent on
   * `prompt` jobs, where nothing tells, and in rows of jobs that were stored before there were titles.
   */
  readonly title?: string;
  readonly status: JobStatus;
  readonly priority: Priority;
  readonly key?: string;
  /** Number of the latest run. Grows at each claim and never goes back. */
  readonly attempt: number;
  /** Runs used up. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly scheduledFor?: string;
  readonly expiresAt?: string;
  readonly expects: Expects;
  /** A string stands byte for byte as it came, malformed or not. */
  readonly result?: unknown;
  /** `false`: JSON was asked for and the string does not parse. Absent for `text`. */
  readonly resultValid?: boolean;
  readonly error?: JobError;
  readonly progress?: { readonly percent?: number; readonly message?: string; readonly at: string };
  readonly tags?: readonly string[];
  readonly metadata?: JsonObject;
  readonly retryOf?: string;
  readonly retriedAs?: string;
  readonly usage?: { readonly model?: string; readonly inputTokens?: number; readonly outputTokens?: number };
  readonly waitingFor?: WaitingFor;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
}

/** A whole job as `GET /jobs/:id` answers it. A field without a value is absent. */
export interface JobView extends JobFacts {
  readonly payload: JsonObject;
  /** The first 10 and the last 90 events. */
  readonly history: readonly JobEventView[];
  /** How many events were left out between them. Absent: none. */
  readonly historyOmitted?: number;
}

/** A row of `GET /jobs`. */
export interface JobRowView extends JobFacts {
  /** `true`: `prompt` or `result` is cut to its first {@link EXCERPT_LENGTH} characters as text. */
  readonly truncated?: boolean;
}
