import type { JobStatus } from '@fasttrack/contracts';

export interface JobCount {
  readonly status: JobStatus;
  readonly type: string;
  readonly count: number;
}

/** Figures about all jobs, kept as the jobs change: no call reads a job. */
export abstract class JobFigures {
  /** How many jobs of each status and type there are; zeros are left out. Rejects when the store is down. */
  abstract counts(): Promise<readonly JobCount[]>;
  /** A text that differs after every change of any job, and never comes back. */
  abstract version(): Promise<string>;
}
