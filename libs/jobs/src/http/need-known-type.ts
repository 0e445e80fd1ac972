import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { JobTypes } from '../job-types/job-types';

/** Throws `InvalidRequestError` when the `type` of a query is not one of this installation. */
export function needKnownType(types: JobTypes, type: string | undefined): void {
  if (type === undefined || types.has(type)) return;
  throw new InvalidRequestError([{ pointer: '?type', detail: `type must be one of ${types.names.join(', ')}` }]);
}
