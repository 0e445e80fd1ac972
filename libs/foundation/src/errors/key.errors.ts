import { FastTrackError } from './fast-track-error';

/** What is said to a request that carries no API key. */
export const NO_KEY = 'This needs an API key: send it as "Authorization: Bearer …" or as X-API-Key';

/** The request carries no API key where one is needed, or production keeps it closed because there are none. */
export class KeyRequiredError extends FastTrackError {
  readonly code = 'key.required';

  constructor(hasKeys = true) {
    super(hasKeys ? NO_KEY : 'This is closed in production while API_KEYS is not set: set it and send one of its keys');
  }
}

/** The request carries an API key that is none of this installation's. */
export class KeyUnknownError extends FastTrackError {
  readonly code = 'key.unknown';

  constructor() {
    super('This API key is not known here: it is misspelt, or it was taken out of API_KEYS');
  }
}
