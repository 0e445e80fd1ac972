import type { JobStatus } from '@fasttrack/contracts';

/** How many jobs of one type have one status; never zero. */
export interface JobCount {
  readonly status: JobStatus;
  readonly type: string;
  readonly count: number;
}

/** Figures about all jobs, kept as the jobs change. */
export abstract class JobFigures {
  /** Resolves while jobs can be stored. Rejects with `StoreUnavailableError`, from the first failed write to the next that succeeds. */
  abstract check(): Promise<void>;
  /** How many jobs of each status and type there are; zeros are left out. Rejects when the store is down. */
  abstract counts(): Promise<readonly JobCount[]>;
  /** When the job was created that waits longest; `null` when none waits. Reads one entry of an index. */
  abstract oldestWaiting(): Promise<Date | null>;
  /** A text that differs after every change of any job, and never comes back. `null`: it is not known now. */
  abstract version(): Promise<string | null>;
}
