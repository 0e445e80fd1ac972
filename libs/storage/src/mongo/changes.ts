import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { JobChange } from '@fasttrack/jobs/job-change';
import type { ApplyOutcome } from '@fasttrack/jobs/job-store.port';
import { stepOfChange } from '@fasttrack/jobs/trend/trend-steps';
import type { mongo } from 'mongoose';
import { trusted } from 'mongoose';
import { newChangeId } from './change-id';
import type { Collections } from './collections';
import type { Counters, StatusStep } from './counters';
import { inLockOrder } from './lock-order';
import type { JobRecord } from './records';
import { settleBatch } from './settle-batch';
import { SubmittedWords } from './submitted-words';
import { toUpdate } from './to-record';

interface Item {
  readonly id: string;
  readonly change: JobChange;
  readonly changeId: string;
}

/** What is known of an item after a read: whether its event is there, and whether its job could still take it. */
interface Trace {
  readonly isApplied: boolean;
  readonly canStillApply: boolean;
}

/** Writes changes of jobs, each by compare-and-set. */
export class Changes {
  private readonly words: SubmittedWords;

  constructor(
    private readonly collections: Collections,
    private readonly counters: Counters,
    private readonly clock: Clock,
  ) {
    this.words = new SubmittedWords(collections);
  }

  /** Answers change by change. */
  async apply(changes: readonly JobChange[]): Promise<readonly (ApplyOutcome | StoreUnavailableError)[]> {
    const batchId = newChangeId();
    const items = changes.map((change, index) => ({ id: change.id, change, changeId: `${batchId}.${index}` }));
    const sorted = inLockOrder(items);
    const settled = await settleBatch<Item, ApplyOutcome>(sorted, {
      write: (batch) => this.write(batch),
      lookUp: (batch) => this.lookUp(batch),
    });
    const byItem = new Map(sorted.map((item, index) => [item, settled[index] as (typeof settled)[number]]));
    const applied = sorted.filter((item) => byItem.get(item) === 'applied').map(({ change }) => change);
    this.counters.note(applied.map((change) => statusStep(change, this.clock.now())));
    return items.map((item) => byItem.get(item) as (typeof settled)[number]);
  }

  private async write(items: readonly Item[]): Promise<ApplyOutcome[]> {
    const now = this.clock.now();
    const words = await this.words.of(items.map(({ change }) => change));
    const { matchedCount } = await this.collections.uncast.bulkWrite(
      items.map(({ change, changeId }) => ({
        updateOne: { filter: filterOf(change), update: toUpdate(change, { changeId, now, words: words(change) }) },
      })),
      { ordered: false },
    );
    if (matchedCount === items.length) return items.map(() => 'applied');
    return (await this.traces(items)).map(({ isApplied }) => (isApplied ? 'applied' : 'stale'));
  }

  private async lookUp(items: readonly Item[]): Promise<(ApplyOutcome | undefined)[]> {
    return (await this.traces(items)).map(({ isApplied, canStillApply }) =>
      isApplied ? 'applied' : canStillApply ? undefined : 'stale',
    );
  }

  private async traces(items: readonly Item[]): Promise<Trace[]> {
    const ids = [...new Set(items.map(({ change }) => change.id))];
    const records = await this.collections.jobs
      .find({ _id: trusted({ $in: ids }) }, { status: 1, attempt: 1, 'tail.changeId': 1 })
      .lean<Pick<JobRecord, '_id' | 'status' | 'attempt' | 'tail'>[]>();
    const byId = new Map(records.map((record) => [record._id, record]));
    return items.map(({ change: { id, expected }, changeId }) => {
      const record = byId.get(id);
      return {
        isApplied: record?.tail.some((event) => event.changeId === changeId) ?? false,
        canStillApply: record?.status === expected.status && record.attempt === expected.attempt,
      };
    });
  }
}

const statusStep = (change: JobChange, at: Date): StatusStep => ({
  ...{ id: change.id, from: change.expected.status, to: change.event.to },
  ...{ at, trend: stepOfChange(change), used: change.used },
});

const filterOf = ({ id, expected: { status, attempt, leaseEndedBy } }: JobChange): mongo.Filter<JobRecord> => ({
  _id: id,
  status,
  attempt,
  ...(leaseEndedBy && { leaseUntil: { $lte: leaseEndedBy } }),
});
