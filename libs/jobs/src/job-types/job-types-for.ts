import type { JobType } from '@fasttrack/contracts';
import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import { BUILT_IN_TYPES } from './built-in-types';
import { JobTypes } from './job-types';

/** The built-in types and those of the operator; one of the same name takes the place of a built-in. Throws `StartError`. */
export function jobTypesFor(registered: readonly JobType[]): JobTypes {
  const types = new Map<string, JobType>([...BUILT_IN_TYPES, ...registered].map((type) => [type.name, type]));
  try {
    return new JobTypes([...types.values()]);
  } catch (error) {
    throw new StartError(`JOB_TYPES_FILE: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
