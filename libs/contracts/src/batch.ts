import type { JobView } from './job';
import type { FieldFault } from './problem';

/** What became of one job of `POST /jobs/batch`: stored, or refused for its own faults. */
export type BatchOutcomeView =
  | { readonly status: 201; readonly job: JobView }
  | {
      readonly status: 400;
      /** The plain text of the fault. */
      readonly error: string;
      /** Pointers into this job, as if it had been submitted alone. */
      readonly errors: readonly FieldFault[];
    };
