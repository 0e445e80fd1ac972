import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { JobRecord } from './records';

/** Jobs that one look at the whole order finds, so that the next looks need not go so far. */
const LOOK_AHEAD = 1000;
/** Sets of types whose bound is kept. */
const BOUNDS_KEPT = 100;

/** What a claim needs to know of a job before it takes it. */
export type ReadyJob = Pick<JobRecord, '_id' | 'type' | 'attempt' | 'claimOrder'>;

/** Which ready jobs: of these types, or of any; at most `limit`; with `at` only those that have not expired by then. */
export interface ReadyQuery {
  readonly types?: readonly string[] | undefined;
  readonly limit: number;
  readonly at?: Date;
}

/**
 * The jobs that can be claimed, in the order of claims. A place in the order that has enough jobs before it is
 * remembered: whatever is among the first now stands before that place too, so that reading ends there and what it
 * costs does not grow with the number of waiting jobs, even where a server sorts what an index could give in order.
 */
export class ReadyJobs {
  private readonly bounds = new Map<string, string>();

  constructor(private readonly collections: Collections) {}

  /** The first jobs. */
  async first(query: ReadyQuery): Promise<ReadyJob[]> {
    const which = JSON.stringify(query.types ?? null);
    const bound = this.bounds.get(which);
    const within = bound === undefined ? [] : await this.read(query, bound);
    if (within.length === query.limit) return within;
    const ahead = await this.read({ ...query, limit: Math.max(query.limit, LOOK_AHEAD) });
    if (this.bounds.size >= BOUNDS_KEPT) this.bounds.clear();
    const last = ahead.length < LOOK_AHEAD ? undefined : ahead.at(-1);
    if (last) this.bounds.set(which, last.claimOrder);
    else this.bounds.delete(which);
    return ahead.slice(0, query.limit);
  }

  private read({ types, limit, at }: ReadyQuery, bound?: string): Promise<ReadyJob[]> {
    return this.collections.jobs
      .find(
        {
          stage: 'ready',
          ...(types && { type: trusted({ $in: [...types] }) }),
          claimOrder: trusted({ $gt: '', ...(bound !== undefined && { $lte: bound }) }),
          ...(at && { expiresAt: trusted({ $not: { $lte: at } }) }),
        },
        { type: 1, attempt: 1, claimOrder: 1 },
      )
      .sort({ claimOrder: 1 })
      .limit(limit)
      .lean();
  }
}
