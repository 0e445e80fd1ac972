import type { RemovedJobs } from '@fasttrack/jobs/job-store.port';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { trusted } from 'mongoose';
import type { RemovableJobs } from '../retention-walk';
import { REMOVED_AT_ONCE, RetentionWalk } from '../retention-walk';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { inLockOrder } from './lock-order';
import type { MongoCallbackLog } from './mongo-callback-log';

/** What one sweep removed, and whether it stopped at its limit. */
export interface Removal {
  readonly removed: readonly RemovedJobs[];
  readonly hasMore: boolean;
}

/** Removes jobs that ended as long ago as they had to be kept. Several processes may do it at once. */
export class Removals {
  private readonly walk: RetentionWalk;

  constructor(
    private readonly collections: Collections,
    private readonly counters: Counters,
    private readonly callbacks: MongoCallbackLog,
    rules: TypeRules,
  ) {
    this.walk = new RetentionWalk(rules);
  }

  /** Removes at most `limit` jobs. */
  async remove(limit: number, now: Date): Promise<Removal> {
    const removed: RemovedJobs[] = [];
    if (!this.walk.isDue(now)) return { removed, hasMore: false };
    let left = Math.min(limit, REMOVED_AT_ONCE);
    for (const place of this.walk.places(await this.counters.counts(), now)) {
      const { found, count } = await this.removeAt(place, left);
      if (count > 0) removed.push({ type: place.type, status: place.status, count });
      left -= found;
      if (left > 0) continue;
      this.walk.stopAt(place);
      return { removed, hasMore: true };
    }
    this.walk.finish(now);
    return { removed, hasMore: false };
  }

  /** Any of them, by index: sorting them first would read them all. One that was opened again meanwhile stays. */
  private async removeAt(
    { type, status, endedBy }: RemovableJobs,
    limit: number,
  ): Promise<{ found: number; count: number }> {
    const records = await this.collections.jobs
      .find({ type, status, completedAt: trusted({ $lte: endedBy }) }, { _id: 1, usage: 1 })
      .hint('ended')
      .limit(limit)
      .lean();
    if (records.length === 0) return { found: 0, count: 0 };
    // Before the jobs: who dies in between removes the rest with them. A job that was opened again loses its entries.
    await this.callbacks.forgetJobs(records.map(({ _id }) => _id));
    const { deletedCount } = await this.collections.uncast.bulkWrite(
      inLockOrder(records.map(({ _id }) => ({ id: _id }))).map(({ id }) => ({
        deleteOne: { filter: { _id: id, status, completedAt: { $lte: endedBy } } },
      })),
      { ordered: false },
    );
    // Where another process removed some of them too, nobody knows which: the next count does.
    const used = deletedCount === records.length ? records.flatMap(({ usage }) => usage ?? []) : [];
    this.counters.forget(type, status, deletedCount, used);
    return { found: records.length, count: deletedCount };
  }
}
