import { FastTrackError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from '@fasttrack/jobs/job';

/** The job has gone on to another run than the worker's. */
export class StaleRunError extends FastTrackError {
  readonly code = 'run.stale-attempt';

  constructor({ id, attempt }: Job, given: number) {
    super(`Job ${id} is at attempt ${attempt}; this is about attempt ${given}`);
  }
}

/** Nobody runs the job any more: it has ended, or it waits for its next run. */
export class RunOverError extends FastTrackError {
  readonly code = 'run.over';
  override readonly members;

  constructor({ id, status }: Job) {
    super(`Job ${id} is ${status}: nobody runs it now`);
    this.members = status === 'CANCELLED' ? { cancelRequested: true } : {};
  }
}
