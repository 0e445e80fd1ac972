import { FastTrackError } from './fast-track-error';

/** What is said to a caller who asked more often than the limit allows. */
export const rateWords = (limit: number, seconds: number): string =>
  `More than ${limit} requests in a minute; the next one is answered in ${seconds} s`;

/** The caller asked more often than the limit allows. Nothing was looked at or changed; asking again later is safe. */
export class RateExceededError extends FastTrackError {
  readonly code = 'rate.exceeded';

  constructor(limit: number, seconds: number) {
    super(rateWords(limit, seconds));
  }
}
