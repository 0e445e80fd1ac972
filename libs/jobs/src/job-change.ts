import type { JobStatus } from '@fasttrack/contracts';
import type { Job, JobEvent, Usage } from './job';
import { appendEvent } from './job';

/** The fields that a change may set; a key that is present with `undefined` clears its field. */
export type JobPatch = {
  readonly [
    K in
      | 'attempts'
      | 'dueAt'
      | 'result'
      | 'resultValid'
      | 'error'
      | 'progress'
      | 'usage'
      | 'retriedAs'
      | 'lease'
      | 'completedAt'
  ]?: Job[K] | undefined;
};

/**
 * One compare-and-set: `set` and `event` are written together, and only if the job still has the expected status and
 * attempt. The new status is `event.to`, the new `updatedAt` is `event.at`.
 */
export interface JobChange {
  readonly id: string;
  readonly expected: {
    readonly status: JobStatus;
    readonly attempt: number;
    /** Given: the job's lease must have run out by this moment of the store's time. */
    readonly leaseEndedBy?: Date;
  };
  readonly set: JobPatch;
  readonly event: JobEvent;
  /** Start of the run that this change is made in; absent when the job was not being run. */
  readonly startedAt?: Date;
  /** What the run used that this change ends; `set.usage` is what all runs of the job used. */
  readonly used?: Usage;
}

/** The job after a change that was applied. */
export function applyChange(job: Job, change: JobChange): Job {
  const { history, dropped } = appendEvent(job.history, change.event);
  const next = {
    ...job,
    ...change.set,
    status: change.event.to,
    history,
    historyOmitted: job.historyOmitted + dropped,
    updatedAt: change.event.at,
  };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as unknown as Job;
}
