import type { Usage } from '@fasttrack/jobs/job';
import type { TypeUsage } from '@fasttrack/jobs/job-figures.port';
import type { Collections } from './collections';
import type { UsageRecord } from './usage-record';

type Sums = Omit<UsageRecord, '_id'>;

/** What models used for the jobs that are kept, summed up by type beside the jobs. */
export class UsageSums {
  constructor(private readonly collections: Collections) {}

  /** Adds what was used for jobs of some types. */
  async add(used: readonly (Usage & { readonly type: string })[]): Promise<void> {
    const sums = new Map<string, Sums>();
    for (const { type, inputTokens = 0, outputTokens = 0 } of used) {
      const before = sums.get(type) ?? { inputTokens: 0, outputTokens: 0 };
      sums.set(type, {
        inputTokens: before.inputTokens + inputTokens,
        outputTokens: before.outputTokens + outputTokens,
      });
    }
    await this.write(sums, '$inc');
  }

  /** Jobs of a type, which had used so much, are gone. */
  forget(type: string, jobs: readonly Usage[]): Promise<void> {
    return this.add(
      jobs.map(({ inputTokens = 0, outputTokens = 0 }) => ({
        type,
        inputTokens: -inputTokens,
        outputTokens: -outputTokens,
      })),
    );
  }

  /** The sums of all types that have any. */
  async all(): Promise<TypeUsage[]> {
    const records = await this.collections.usage.find().lean();
    return records
      .map(({ _id, inputTokens, outputTokens }) => ({ type: _id, inputTokens, outputTokens }))
      .filter(({ inputTokens, outputTokens }) => inputTokens > 0 || outputTokens > 0);
  }

  /** Sums up the jobs anew, those alone that used any. */
  async recount(): Promise<void> {
    const counted = await this.collections.jobs
      .aggregate<UsageRecord>([
        { $match: { usage: { $exists: true } } },
        {
          $group: {
            _id: '$type',
            inputTokens: { $sum: '$usage.inputTokens' },
            outputTokens: { $sum: '$usage.outputTokens' },
          },
        },
      ])
      .hint('by_usage')
      .exec();
    const sums = new Map(counted.map(({ _id, inputTokens, outputTokens }) => [_id, { inputTokens, outputTokens }]));
    for (const { _id } of await this.collections.usage.find({}, { _id: 1 }).lean())
      if (!sums.has(_id)) sums.set(_id, { inputTokens: 0, outputTokens: 0 });
    await this.write(sums, '$set');
  }

  private async write(sums: ReadonlyMap<string, Sums>, operator: '$inc' | '$set'): Promise<void> {
    const all = [...sums].filter(
      ([, { inputTokens, outputTokens }]) => operator === '$set' || inputTokens !== 0 || outputTokens !== 0,
    );
    if (all.length === 0) return;
    const inLockOrder = all.sort(([a], [b]) => (a < b ? -1 : 1));
    await this.collections.usage.bulkWrite(
      inLockOrder.map(([_id, sum]) => ({
        updateOne: { filter: { _id }, update: { [operator]: sum }, upsert: true },
      })),
      { ordered: false },
    );
  }
}
