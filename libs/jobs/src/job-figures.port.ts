import type { JobStatus } from '@fasttrack/contracts';
import type { TrendFigures } from './trend/trend-figures';
import type { TrendUnit } from './trend/trend-units';

/** How many jobs of one type have one status; never zero. */
export interface JobCount {
  readonly status: JobStatus;
  readonly type: string;
  readonly count: number;
}

/** What models used for the jobs of one type that are kept; never nothing. */
export interface TypeUsage {
  readonly type: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Which figures: of all units that start from `from` (inclusive) to `until` (exclusive), of one type or of all jobs. */
export interface TrendQuery {
  readonly unit: TrendUnit;
  readonly from: Date;
  readonly until: Date;
  readonly type?: string;
}

/** What happened in one unit of time. */
export interface TrendRow {
  readonly start: Date;
  readonly figures: TrendFigures;
}

/** Figures about all jobs, kept as the jobs change. */
export abstract class JobFigures {
  /** Resolves while jobs can be stored. Rejects with `StoreUnavailableError`, from the first failed write to the next that succeeds. */
  abstract check(): Promise<void>;
  /** How many jobs of each status and type there are; zeros are left out. Rejects when the store is down. */
  abstract counts(): Promise<readonly JobCount[]>;
  /** What models used for the jobs that are kept, by type; reads one row a type. Rejects when the store is down. */
  abstract usage(): Promise<readonly TypeUsage[]>;
  /**
   * What happened by the store's time, oldest first; units in which nothing happened are left out, and so are those older
   * than `KEPT_MS`. Reads one row a unit, never a job; jobs that are gone still count. Rejects when the store is down.
   */
  abstract trend(query: TrendQuery): Promise<readonly TrendRow[]>;
  /**
   * Since when the job has been due that waits longest, among those whose time has come: since it was submitted or
   * opened again, its scheduled time or its backoff ended. `null` when none waits. Finds it by an index.
   */
  abstract oldestWaiting(): Promise<Date | null>;
  /** A text that differs after every change of any job, and never comes back. `null`: it is not known now. */
  abstract version(): Promise<string | null>;
}
