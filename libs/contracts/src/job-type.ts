import type { JsonObject } from './job';

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

/** A type as `GET /job-types` answers it. */
export interface JobTypeView extends JobType {
  /** Who runs its jobs, as `EXECUTORS` names it. */
  readonly executor: string;
}
