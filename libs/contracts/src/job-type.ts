import type { JsonObject, WaitingFor } from './job';

/** Names of the types that every installation knows. */
export const BUILT_IN_TYPE_NAMES = ['prompt', 'email', 'report', 'notification'] as const;

/** A kind of job: what its payload must look like. */
export interface JobType {
  /** Lower case letters, digits, `-` and `_`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema 2020-12 of the payload. */
  readonly schema: JsonObject;
}

/**
 * How long a job waits after a failed run: `initialSeconds` × `factor`^(runs used up − 1), at most `maxSeconds`, more or
 * less by the share `jitter`.
 */
export interface TypeBackoff {
  readonly initialSeconds: number;
  readonly factor: number;
  readonly maxSeconds: number;
  /** 0 to 1. */
  readonly jitter: number;
}

/** Days for which ended jobs are kept, by how they ended; 0: for ever. */
export interface TypeRetention {
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** How jobs of a type are run, as far as the operator says. */
export interface TypeSettings {
  /** Longest time that one run may take. */
  readonly timeoutSeconds?: number;
  /** Runs before a job is FAILED. */
  readonly maxAttempts?: number;
  readonly backoff?: TypeBackoff;
  /** Most jobs that run at once. */
  readonly concurrency?: number;
  readonly retention?: Partial<TypeRetention>;
}

/** A type as `GET /job-types` answers it. What has no value here is `null`. */
export interface JobTypeView extends JobType {
  /** Who runs its jobs, as `EXECUTORS` names it. */
  readonly executor: string;
  /** No job of it is handed out. */
  readonly paused: boolean;
  /** Most jobs that run at once. */
  readonly concurrency: number | null;
  /** Jobs that run now. */
  readonly running: number;
  /** What keeps its due jobs from being run, as far as this process knows: `null` when workers are only busy. */
  readonly hindrance: WaitingFor | null;
  readonly timeoutSeconds: number | null;
  readonly maxAttempts: number;
  /** `null`: the usual one. */
  readonly backoff: TypeBackoff | null;
  readonly retention: TypeRetention;
}
