import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { JobTypes } from '../job-types/job-types';

/** Throws `InvalidRequestError` when a type that is asked for is not one of this installation. `pointer`: where it stands. */
export function needKnownType(types: JobTypes, type: string | undefined, pointer = '?type'): void {
  if (type === undefined || types.has(type)) return;
  throw new InvalidRequestError([{ pointer, detail: `type must be one of ${types.names.join(', ')}` }]);
}
