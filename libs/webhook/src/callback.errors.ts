import { FastTrackError, InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';

/** The callback carries no proof, or a wrong one. */
export class CallbackUnauthorizedError extends FastTrackError {
  readonly code = 'callback.unauthorized';

  constructor() {
    super('This callback carries no valid secret');
  }
}

/** The callback is proven but its body is not one: `faults` name each field and its rule. */
export class CallbackMalformedError extends InvalidRequestError {
  override readonly code = 'callback.malformed';
}
