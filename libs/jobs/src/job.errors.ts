import type { JobStatus } from '@fasttrack/contracts';
import { FastTrackError } from '@fasttrack/foundation/errors/fast-track-error';

/** No job has this id. */
export class JobNotFoundError extends FastTrackError {
  readonly code = 'job.not-found';

  constructor(id: string) {
    super(`Job ${id} does not exist`, { id });
  }
}

/** The job's state does not allow what was asked. */
export class IllegalMoveError extends FastTrackError {
  readonly code = 'job.not-allowed';

  /** `wanted` as a participle: the job "cannot be cancelled". */
  constructor(job: { readonly id: string; readonly status: JobStatus }, wanted: string) {
    super(`Job ${job.id} is ${job.status} and cannot be ${wanted}`, { id: job.id, status: job.status, wanted });
  }
}

/** Other writers changed the job each time we tried. Asking again may succeed. */
export class JobContendedError extends FastTrackError {
  readonly code = 'job.contended';

  constructor(id: string) {
    super(`Job ${id} kept changing; try again`, { id });
  }
}

/** The callback is of another run than the job's latest: its worker lost the job. */
export class StaleAttemptError extends FastTrackError {
  readonly code = 'callback.stale-attempt';

  constructor(job: { readonly id: string; readonly attempt: number }, attempt: number) {
    super(`Job ${job.id} is at attempt ${job.attempt}; this callback is for attempt ${attempt}`, {
      id: job.id,
      attempt,
      current: job.attempt,
    });
  }
}
