import { FastTrackError, InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';

/** The key stands for another request. Nothing was made. */
export class KeyReusedError extends FastTrackError {
  readonly code = 'idempotency.key-reused';

  constructor() {
    super('This Idempotency-Key was used for another request; send the same body to the same path, or use a new key');
  }
}

/** The key stands for jobs that are kept no longer. Nothing was made: a second run needs a new key. */
export class KeyedJobGoneError extends FastTrackError {
  readonly code = 'idempotency.job-gone';

  constructor() {
    super('What was submitted under this Idempotency-Key is kept no longer; use a new key to submit it again');
  }
}

/** The job was refused when its key was used first, and nobody can say any more why. */
export class WishRefusedError extends InvalidRequestError {
  constructor() {
    super([{ pointer: '', detail: 'this job was refused when it was first sent under this Idempotency-Key' }]);
  }
}
