import type { CallbackEntry } from '@fasttrack/contracts';
import { firstCallbackIdAt } from '@fasttrack/jobs/callbacks/callback-id';
import type { CallbackLog, CallbackQuery, CallbackShelf } from '@fasttrack/jobs/callbacks/callback-log.port';
import { CALLBACKS_REMOVED_AT_ONCE } from '@fasttrack/jobs/callbacks/callback-log.port';
import type { QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { CallbackRecord } from './callback-record';
import type { Collections } from './collections';
import { DUPLICATE_KEY } from './duplicate-key';
import type { MongoLink } from './mongo-link';
import { refusalsOf } from './settle-batch';

type Filter = QueryFilter<CallbackRecord>;

/** How many times the log has changed stands under this name. */
const CHANGES = 'callbacks';
const INDEXES = { verdict: 'by_verdict', jobId: 'by_job' };

/** Keeps the callback log in a collection of its own. No list of jobs shows it: it raises no change number. */
export class MongoCallbackLog implements CallbackLog {
  constructor(
    private readonly link: MongoLink,
    private readonly collections: Collections,
    private readonly storeId: string,
  ) {}

  append(entries: readonly CallbackEntry[]): Promise<void> {
    return this.link.use(async () => {
      await this.insert(entries.map(recordOf));
      // Also when all were there: whoever wrote them may have died before this.
      await this.count();
    });
  }

  list({ verdict, jobId, limit, olderThan }: CallbackQuery): Promise<readonly CallbackEntry[]> {
    const filter: Filter = {
      ...(verdict !== undefined && { verdict }),
      ...(jobId !== undefined && { jobId }),
      ...(olderThan !== undefined && { _id: trusted({ $lt: olderThan }) }),
    };
    return this.link.use(async () => {
      const records = await this.collections.callbacks
        .find(filter, { entry: 1 })
        .hint(indexOf({ verdict, jobId }))
        .sort({ _id: -1 })
        .limit(limit)
        .lean<Pick<CallbackRecord, 'entry'>[]>();
      return records.map(({ entry }) => JSON.parse(entry) as CallbackEntry);
    });
  }

  version(): Promise<string> {
    return this.link.use(async () => {
      const changes = (await this.collections.meta.findById(CHANGES).lean())?.number ?? 0;
      return `${this.storeId}.callbacks.${changes}`;
    });
  }

  trim(shelves: readonly CallbackShelf[]): Promise<void> {
    return this.link.use(async () => {
      let removed = 0;
      for (const shelf of shelves) removed += await this.trimOne(shelf);
      if (removed > 0) await this.count();
    });
  }

  prune(before: Date): Promise<number> {
    return this.link.use(async () => {
      const removed = await this.remove({ _id: trusted({ $lt: firstCallbackIdAt(before) }) }, '_id_');
      if (removed > 0) await this.count();
      return removed;
    });
  }

  /** Removes what jobs were called back, which are removed themselves. */
  async forgetJobs(ids: readonly string[]): Promise<void> {
    const { deletedCount } = await this.collections.callbacks.deleteMany({ jobId: trusted({ $in: [...ids] }) });
    if (deletedCount > 0) await this.count();
  }

  private async insert(records: CallbackRecord[]): Promise<void> {
    try {
      await this.collections.callbacks.insertMany(records, { ordered: false, lean: true });
    } catch (error) {
      const refusals = refusalsOf(error);
      if (refusals.length === 0 || refusals.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    }
  }

  private async trimOne({ verdict, jobId, keep }: CallbackShelf): Promise<number> {
    const shelf = { verdict, ...(jobId !== undefined && { jobId }) };
    const newest = await this.collections.callbacks
      .findOne(shelf, { _id: 1 })
      .hint(indexOf(shelf))
      .sort({ _id: -1 })
      .skip(keep)
      .lean();
    return newest ? this.remove({ ...shelf, _id: trusted({ $lte: newest._id }) }, indexOf(shelf)) : 0;
  }

  /** The oldest of them, by their ids: a server may take other ones for a limit. */
  private async remove(filter: Filter, index: string): Promise<number> {
    const old = await this.collections.callbacks
      .find(filter, { _id: 1 })
      .hint(index)
      .sort({ _id: 1 })
      .limit(CALLBACKS_REMOVED_AT_ONCE)
      .lean();
    if (old.length === 0) return 0;
    const ids = old.map(({ _id }) => _id);
    return (await this.collections.callbacks.deleteMany({ _id: trusted({ $in: ids }) })).deletedCount;
  }

  /** What a list answers has changed. */
  private async count(): Promise<void> {
    await this.collections.meta.updateOne({ _id: CHANGES }, { $inc: { number: 1 } }, { upsert: true });
  }
}

const indexOf = ({ verdict, jobId }: { verdict?: string | undefined; jobId?: string | undefined }): string =>
  jobId !== undefined ? INDEXES.jobId : verdict !== undefined ? INDEXES.verdict : '_id_';

const recordOf = (entry: CallbackEntry): CallbackRecord => ({
  _id: entry.id,
  verdict: entry.verdict,
  ...(entry.jobId !== undefined && { jobId: entry.jobId }),
  entry: JSON.stringify(entry),
});
