import type { JobStatus } from '@fasttrack/contracts';
import type { Job, JobEvent, Progress } from './job';
import type { JobChange } from './job-change';

export { BadCursorError } from './job.errors';

/** What became of one new job: stored, or left alone because its id is taken. */
export type InsertOutcome = 'inserted' | 'duplicate';
/** What became of one change: written with its event, or nothing because the job had moved on. */
export type ApplyOutcome = 'applied' | 'stale';
/** Whether a lease is held on, or the job belongs to somebody else by now. */
export type RenewOutcome = 'renewed' | 'lost';

/** Who asks for work, of which types (absent: any), and for how long a claim holds without a renewal. */
export interface Claim {
  readonly holder: string;
  readonly types?: readonly string[];
  readonly leaseMs: number;
}

/** Asks to hold a claim for another `leaseMs` from now. `attempt` is the fence. */
export interface Renewal {
  readonly id: string;
  readonly attempt: number;
  readonly leaseMs: number;
  readonly progress?: Progress;
}

/** A job without what lists never load. Texts longer than the list shows are cut. */
export type JobExcerpt = Omit<Job, 'payload' | 'history' | 'historyOmitted'> & {
  readonly prompt?: string;
  /** What `titleOf` said when the job was stored; absent on jobs that were stored before. */
  readonly title?: string;
  readonly truncated?: boolean;
};

/** Which jobs: all conditions hold at once. */
export interface JobFilter {
  readonly status?: JobStatus;
  readonly type?: string;
  readonly tag?: string;
  readonly key?: string;
  /** An id, the first 8 or more characters of one, or words that all occur; the last one may be cut short. */
  readonly search?: string;
  /** Inclusive. */
  readonly createdAfter?: Date;
  /** Exclusive. */
  readonly createdBefore?: Date;
  readonly resultValid?: boolean;
}

/** What a list can be sorted by; jobs that are equal in it stand by age. */
export type JobSort = 'createdAt' | 'updatedAt' | 'priority' | 'status' | 'type';

/** One page of the jobs of a filter, newest first unless said otherwise. */
export interface JobQuery extends JobFilter {
  /** Default: `createdAt`. With `search` no other. */
  readonly sort?: JobSort;
  /** Default: `desc`. */
  readonly order?: 'asc' | 'desc';
  readonly limit: number;
  /** From an earlier page of the same filter and sort. Not with `offset`. */
  readonly cursor?: string;
  /** Jobs left out before the page. */
  readonly offset?: number;
  /** The total is not wanted, and is 0: who goes through all pages need not have it counted for each. */
  readonly isUncounted?: boolean;
}

/** One page of a list, and how many jobs the whole list has. */
export interface JobPage {
  readonly rows: readonly JobExcerpt[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
  /** Jobs that match the filter, counted up to `TOTAL_COUNT_CAP`. */
  readonly total: number;
  readonly isTotalCapped: boolean;
  /** The page is short because the query examined as many jobs as one query may; `next` goes on from there. */
  readonly isPartial?: boolean;
}

/** A job that a sweep changed. */
export interface SweptJob {
  readonly id: string;
  readonly type: string;
  readonly event: JobEvent;
}

/** Jobs that a sweep removed: how many of one type that ended one way. */
export interface RemovedJobs {
  readonly type: string;
  readonly status: JobStatus;
  readonly count: number;
}

/** What one sweep changed, and whether there is work now. */
export interface Sweep {
  readonly changed: readonly SweptJob[];
  /** Ended jobs that need not be kept any longer. */
  readonly removed: readonly RemovedJobs[];
  /** Types that have a cap. */
  readonly capped: readonly string[];
  /** Ids of some jobs that can be claimed now, at most 100; empty when none can. None of a type that is paused or full. */
  readonly ready: readonly string[];
  /** The sweep stopped at its limit: there is more to do at once. */
  readonly hasMore: boolean;
}

/**
 * Keeps jobs and decides which comes next. Calls take batches and answer item by item, in order; each item is atomic,
 * nothing is promised across items. An answer means the change is durable. Adapters never retry: a call that can't be
 * carried out rejects with `StoreUnavailableError` and has changed nothing that it acknowledged.
 */
export abstract class JobStore {
  /** Stores new jobs. An item whose id is taken answers `duplicate`. */
  abstract insert(jobs: readonly Job[]): Promise<readonly InsertOutcome[]>;
  /** Applies each change if its job still has the expected status and attempt; otherwise answers `stale`. */
  abstract apply(changes: readonly JobChange[]): Promise<readonly ApplyOutcome[]>;
  /**
   * Hands out up to `limit` ready jobs, most urgent first, then by turn, then by age; no job to two callers, none of a
   * paused type, none beyond a cap. Each comes back PROCESSING with `attempt` and `attempts` grown by one and a lease.
   */
  abstract claim(claim: Claim, limit: number): Promise<readonly Job[]>;
  /** Extends leases of jobs that are PROCESSING with that attempt; otherwise answers `lost`. A deadline stays. */
  abstract renew(renewals: readonly Renewal[]): Promise<readonly RenewOutcome[]>;
  /** Puts right what time changed: lost leases, expired jobs, jobs that became due or old. At most `limit` of each. */
  abstract sweep(limit: number): Promise<Sweep>;
  /** Resolves to `null` for an unknown id: asking is not an error. */
  abstract find(id: string): Promise<Job | null>;
  /** One page of excerpts. Cost depends on the page, not on the store's size. Rejects with {@link BadCursorError}. */
  abstract list(query: JobQuery): Promise<JobPage>;
}
