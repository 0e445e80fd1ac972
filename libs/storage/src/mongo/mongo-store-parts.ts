import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { Collections } from './collections';
import type { MongoLink } from './mongo-link';

/** What a store stands on. */
export interface MongoStoreParts {
  readonly link: MongoLink;
  readonly collections: Collections;
  readonly clock: Clock;
  readonly changeNumber: ChangeNumber;
  /** How jobs are run and how long they are kept. */
  readonly rules: TypeRules;
}
