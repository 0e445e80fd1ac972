import type { Job } from './job';
import type { JobFilter } from './job-store.port';

/** Reads many jobs at once, for those who act on them. Rejects with `StoreUnavailableError`. */
export abstract class JobScan {
  /** The whole jobs with these ids, in their order; an unknown id is left out. Large ones hold nobody else up for long. */
  abstract findAll(ids: readonly string[]): Promise<readonly Job[]>;
  /** How many jobs a filter has: exact, at the cost of looking at each. Others are served meanwhile. */
  abstract count(filter: JobFilter): Promise<number>;
}
