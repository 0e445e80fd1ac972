import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from './job';
import type { NewJob } from './jobs.service';

/** A job that a caller asks for, or what is wrong with it. */
export type Wish = NewJob | InvalidRequestError;

/** Whether it is what is wrong with a wish. */
export const isFault = (one: Wish | Job): one is InvalidRequestError => one instanceof InvalidRequestError;

/** The wish that `make` gives, or the fault that it throws. */
export function wishOf(make: () => NewJob): Wish {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvalidRequestError) return error;
    throw error;
  }
}
