import type { Renewal } from '@fasttrack/jobs/job-store.port';

/** Whether a claim handed anything out. */
export const hasJobs = (outcomes: readonly unknown[]): boolean =>
  outcomes.some((jobs) => Array.isArray(jobs) && jobs.length > 0);

/** Whether any item of a batch came to this outcome. */
export const hasAny =
  (wanted: string) =>
  (outcomes: readonly unknown[]): boolean =>
    outcomes.includes(wanted);

/** Whether any renewal says how far its run is: a lease alone changes nothing that is shown. */
export const hasProgress = (renewals: readonly Renewal[]) => (): boolean =>
  renewals.some(({ progress }) => progress !== undefined);
