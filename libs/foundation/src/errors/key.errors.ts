import { FastTrackError } from './fast-track-error';

/** What is said about keys to one kind of callers. */
interface Words {
  /** There is no key. */
  readonly required: string;
  /** There is a key that nobody knows. */
  readonly unknown: string;
  /** Production keeps it closed, because it has no key. */
  readonly closed: string;
}

/** What is said to those who submit and watch. */
export const WORDS_TO_CALLERS: Words = {
  required: 'This needs an API key: send it as "Authorization: Bearer …" or as X-API-Key',
  unknown: 'This API key is not known here: it is misspelt, or it was taken out of API_KEYS',
  closed: 'This is closed in production while API_KEYS is not set: set it and send one of its keys',
};

/** What is said to pull workers. */
export const WORDS_TO_WORKERS: Words = {
  required: 'This needs a worker key: send it as X-Worker-Key, as X-API-Key or as "Authorization: Bearer …"',
  unknown: 'This key is not known here: it is neither WORKER_API_KEY nor a key of API_KEYS',
  closed: 'This is closed in production while WORKER_API_KEY is not set: set it and send it as X-Worker-Key',
};

/** The request carries no key where one is needed, or production keeps it closed because there is none. */
export class KeyRequiredError extends FastTrackError {
  readonly code = 'key.required';
}

/** The request carries a key that is none of this installation's, or none for this route. */
export class KeyUnknownError extends FastTrackError {
  readonly code = 'key.unknown';
}
