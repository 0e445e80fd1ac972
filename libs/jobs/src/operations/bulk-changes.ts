import type { BulkAction } from '@fasttrack/contracts';
import type { Job } from '../job';
import type { JobChange } from '../job-change';
import type { Moment } from '../job-life';
import { cancel, reopen } from '../job-life';

/** The change that an action makes. Throws `IllegalMoveError` for a job in another state. */
export const BULK_CHANGES: Readonly<Record<BulkAction, (job: Job, moment: Moment) => JobChange>> = {
  cancel,
  retry: reopen,
};
