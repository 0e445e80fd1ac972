import type { JobRowView, JobStatus, JobView } from './job';

/** What can be done to many jobs at once. */
export const BULK_ACTIONS = ['retry', 'cancel'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** What became of one job of `POST /jobs/bulk` by ids: changed, or left as it is for the reason of a single call. */
export type BulkOutcomeView =
  | { readonly id: string; readonly status: 200; readonly job: JobView }
  | { readonly id: string; readonly status: 404 | 409; readonly error: string };

/** Conditions of an action by filter, as they were given. */
export interface JobFilterView {
  readonly status?: JobStatus;
  readonly type?: string;
  readonly tag?: string;
  readonly key?: string;
  readonly search?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly resultValid?: boolean;
}

/** What an action by filter would change now: answer of a dry run. */
export interface BulkPreviewView {
  readonly action: BulkAction;
  readonly filter: JobFilterView;
  /** Exact, however many there are. */
  readonly total: number;
  /** Only jobs of before this moment were counted: in the filter of an operation it keeps out those that come later. */
  readonly createdBefore: string;
  /** Some of them, newest first. */
  readonly sample: readonly JobRowView[];
}

/** `FAILED`: something unforeseen stopped it; what it changed stays changed. */
export const OPERATION_STATES = ['RUNNING', 'COMPLETED', 'ABORTED', 'FAILED'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** An action on all jobs of a filter and how far it is. */
export interface OperationView {
  readonly id: string;
  readonly action: BulkAction;
  readonly filter: JobFilterView;
  readonly state: OperationState;
  /** Most jobs that it changes in a second. */
  readonly pace: number;
  /** Jobs that it could change when it began. */
  readonly total: number;
  /** Jobs looked at so far: changed, skipped and failed together. */
  readonly examined: number;
  readonly changed: number;
  /** Left alone: somebody else changed them since it began. */
  readonly skipped: number;
  /** Others changed them each time it tried. */
  readonly failed: number;
  /** Why its state is `FAILED`. */
  readonly error?: string;
  /** Who asked for it: the name of an API key, or `api` where none is needed. */
  readonly by: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly finishedAt?: string;
}
