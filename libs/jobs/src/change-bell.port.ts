import type { Observable } from 'rxjs';
import type { JobHappening } from './job-events';

/** That a job ended, and how. */
export type JobEnding = Pick<JobHappening, 'jobId' | 'to'>;

/**
 * Tells every process that a job ended, so that who waits for it need not ask. A ring may be lost, when the way between
 * processes is down, and may come twice; who hears one reads the job.
 */
export abstract class ChangeBell {
  /** Endings of this and all other processes. */
  abstract readonly endings$: Observable<JobEnding>;
  /** Rings in every process. Returns at once and never throws. */
  abstract ring(ending: JobEnding): void;
}
