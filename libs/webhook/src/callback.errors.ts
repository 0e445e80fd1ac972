import { FastTrackError, InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';

/** The callback carries no proof, or a wrong one; `detail` may say what is wrong with one that was good once. */
export class CallbackUnauthorizedError extends FastTrackError {
  readonly code = 'callback.unauthorized';

  constructor(detail = 'This callback carries no valid secret, signature or token') {
    super(detail);
  }
}

/** The callback is proven in another way, but its address is of no run, and its body names no job. */
export class CallbackAddressUnknownError extends FastTrackError {
  readonly code = 'job.not-found';

  constructor() {
    super('This address is of no job known here; a body that names its jobId needs no such address');
  }
}

/** The callback is proven but its body is not one: `faults` name each field and its rule. */
export class CallbackMalformedError extends InvalidRequestError {
  override readonly code = 'callback.malformed';
}
