import type { JobStatus } from '@fasttrack/contracts';
import type { Usage } from '@fasttrack/jobs/job';
import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import type { TrendStep } from '@fasttrack/jobs/trend/trend-figures';
import { Logger } from '@nestjs/common';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { Trends } from './trends';
import { TypesById } from './types-by-id';
import { UsageSums } from './usage-sums';

/** A job that got a status at a moment: a new one has no `from`. `type` saves a read where it is known. */
export interface StatusStep {
  readonly id: string;
  readonly type?: string;
  readonly from?: JobStatus;
  readonly to: JobStatus;
  readonly at: Date;
  /** What that adds to the trend. */
  readonly trend?: TrendStep | undefined;
  /** What was used for it meanwhile. */
  readonly used?: Usage | undefined;
}

/** Of a job that is gone; in the trend it counts only among all. */
const UNKNOWN_TYPE = '';

/**
 * How many jobs of each status and type there are, kept beside the jobs, and what their changes add to the trend. Only
 * who asks for figures waits for them; a count that is lost with its process is put right by the next recount.
 */
export class Counters {
  private readonly logger = new Logger('Counters');
  /** Written with the counts. */
  readonly usage: UsageSums;
  private readonly types: TypesById;
  private noted: StatusStep[] = [];
  private hasNext = false;
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly collections: Collections,
    private readonly trends: Trends,
  ) {
    this.types = new TypesById(collections);
    this.usage = new UsageSums(collections);
  }

  /** Notes what happened; it is written soon. */
  note(steps: readonly StatusStep[]): void {
    for (const { id, type } of steps) if (type !== undefined) this.types.remember(id, type);
    this.noted.push(...steps.filter(({ from, to }) => from !== to));
    if (this.noted.length === 0 || this.hasNext) return;
    this.hasNext = true;
    this.written = this.writeAfter(this.written);
  }

  /** Notes that ended jobs were removed, and what they had used. In the trend they stay. */
  forget(type: string, status: JobStatus, count: number, used: readonly Usage[]): void {
    const change = { which: { status, type }, update: { $inc: { count: -count } } };
    this.written = this.written
      .then(() => this.write(count > 0 ? [change] : []))
      .then(() => this.usage.forget(type, used))
      .catch((error: unknown) => {
        this.logger.warn({ msg: 'figures not written; the next recount puts them right', err: error });
      });
  }

  /** Every figure, with all that was noted before this call. */
  async counts(): Promise<JobCount[]> {
    await this.idle();
    const records = await this.collections.counters.find({ count: trusted({ $gt: 0 }) }).lean();
    return records.map(({ status, type, count }) => ({ status, type, count }));
  }

  /** Resolves when all that was noted before this call is written or given up. */
  idle(): Promise<void> {
    return this.written;
  }

  /** Counts the jobs anew, from indexes alone. */
  async recount(): Promise<void> {
    await this.idle();
    const counted = await this.collections.jobs
      .aggregate<{ _id: { status: JobStatus; type: string }; count: number }>([
        { $match: { status: { $gt: '' } } },
        { $group: { _id: { status: '$status', type: '$type' }, count: { $sum: 1 } } },
      ])
      .hint('by_status_type')
      .exec();
    const counts = new Map(
      counted.map(({ _id: { status, type }, count }) => [keyOf(status, type), { status, type, count }]),
    );
    for (const { _id, status, type } of await this.collections.counters.find().lean())
      if (!counts.has(_id)) counts.set(_id, { status, type, count: 0 });
    await this.write([...counts.values()].map(({ count, ...which }) => ({ which, update: { $set: { count } } })));
    await this.usage.recount();
  }

  private async writeAfter(last: Promise<void>): Promise<void> {
    await last;
    // One turn of the event loop: what several callers did together is written together.
    await new Promise(setImmediate);
    const steps = this.noted;
    this.noted = [];
    this.hasNext = false;
    try {
      const types = await this.types.of(steps.map(({ id }) => id));
      await Promise.all([this.increment(steps, types), this.addToTrend(steps, types), this.addUsage(steps, types)]);
    } catch (error) {
      this.logger.warn({ msg: 'figures not written; the next recount puts them right', err: error });
    }
  }

  private addToTrend(steps: readonly StatusStep[], types: ReadonlyMap<string, string>): Promise<void> {
    return this.trends.note(
      steps.flatMap(({ id, at, trend: step }) => (step ? [{ type: types.get(id) ?? UNKNOWN_TYPE, at, step }] : [])),
    );
  }

  private addUsage(steps: readonly StatusStep[], types: ReadonlyMap<string, string>): Promise<void> {
    return this.usage.add(
      steps.flatMap(({ id, used }) => (used ? [{ type: types.get(id) ?? UNKNOWN_TYPE, ...used }] : [])),
    );
  }

  private async increment(steps: readonly StatusStep[], types: ReadonlyMap<string, string>): Promise<void> {
    const sums = new Map<string, { status: JobStatus; type: string; count: number }>();
    for (const { id, from, to } of steps) {
      const type = types.get(id) ?? UNKNOWN_TYPE;
      if (from) sum(sums, from, type, -1);
      sum(sums, to, type, 1);
    }
    const real = [...sums.values()].filter(({ count }) => count !== 0);
    await this.write(real.map(({ count, ...which }) => ({ which, update: { $inc: { count } } })));
  }

  private async write(
    changes: readonly { which: { status: JobStatus; type: string }; update: Record<string, unknown> }[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const inLockOrder = changes
      .map(({ which, update }) => ({ _id: keyOf(which.status, which.type), which, update }))
      .sort((a, b) => (a._id < b._id ? -1 : 1));
    await this.collections.counters.bulkWrite(
      inLockOrder.map(({ _id, which, update }) => ({
        updateOne: { filter: { _id }, update: { ...update, $setOnInsert: which }, upsert: true },
      })),
      { ordered: false },
    );
  }
}

const keyOf = (status: JobStatus, type: string): string => `${status} ${type}`;

function sum(
  sums: Map<string, { status: JobStatus; type: string; count: number }>,
  status: JobStatus,
  type: string,
  by: number,
): void {
  const before = sums.get(keyOf(status, type))?.count ?? 0;
  sums.set(keyOf(status, type), { status, type, count: before + by });
}
