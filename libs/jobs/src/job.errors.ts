import type { JobStatus } from '@fasttrack/contracts';
import { FastTrackError, InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { shownName } from './shown-name';

/** No job has this id. */
export class JobNotFoundError extends FastTrackError {
  readonly code = 'job.not-found';

  constructor(id: string) {
    super(`Job ${shownName(id)} does not exist`);
  }
}

/** This installation has no type of this name. */
export class UnknownTypeError extends FastTrackError {
  readonly code = 'type.not-found';

  constructor(name: string) {
    super(`There is no job type ${shownName(name)}`);
  }
}

/** The job's state does not allow what was asked. */
export class IllegalMoveError extends FastTrackError {
  readonly code = 'job.not-allowed';

  /** `wanted` as a participle: the job "cannot be cancelled". */
  constructor(job: { readonly id: string; readonly status: JobStatus }, wanted: string) {
    super(`Job ${job.id} is ${job.status} and cannot be ${wanted}`);
  }
}

/** Other writers changed the job each time we tried. Asking again may succeed. */
export class JobContendedError extends FastTrackError {
  readonly code = 'job.contended';

  constructor(id: string) {
    super(`Job ${id} kept changing; try again`);
  }
}

/** The callback is of another run than the job's latest: its worker lost the job. */
export class StaleAttemptError extends FastTrackError {
  readonly code = 'callback.stale-attempt';

  constructor(job: { readonly id: string; readonly attempt: number }, attempt: number) {
    super(`Job ${job.id} is at attempt ${job.attempt}; this callback is for attempt ${attempt}`);
  }
}

/** The cursor was not made by this store for this kind of list. */
export class BadCursorError extends InvalidRequestError {
  constructor(readonly reason: string) {
    super([{ pointer: '?cursor', detail: reason }]);
  }
}
