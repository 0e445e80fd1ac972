import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { expire, loseLease } from '@fasttrack/jobs/job-life';
import type { Job } from '@fasttrack/jobs/job';
import type { Sweep, SweptJob } from '@fasttrack/jobs/job-store.port';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { Changes } from './changes';
import type { Collections } from './collections';
import { inLockOrder } from './lock-order';
import type { OpenJobs } from './open-jobs';
import type { ReadyJob } from './ready-jobs';
import type { JobRecord } from './records';
import type { Removal, Removals } from './removals';
import { toBareJob, WITHOUT_HEAVY } from './to-job';
import type { Turns } from './turns';

/** Ids of ready jobs that a sweep reports. */
const READY_SHOWN = 100;

/** What a sweep does after it took lost and expired jobs back. */
interface Rest extends Removal {
  readonly due: { readonly found: number; readonly made: number };
  readonly jobs: readonly ReadyJob[];
  readonly capped: readonly string[];
}

const NOTHING_ELSE: Rest = { due: { found: 0, made: 0 }, jobs: [], capped: [], removed: [], hasMore: false };

/** A sweep, and whether it changed any job. */
export interface SweepResult {
  readonly sweep: Sweep;
  readonly hasChanged: boolean;
}

/** Puts right what time changed. Several processes may do it at once: each change is reported by the one that made it. */
export class Sweeps {
  constructor(
    private readonly collections: Collections,
    private readonly changes: Changes,
    private readonly open: OpenJobs,
    private readonly removals: Removals,
    private readonly turns: Turns,
    private readonly clock: Clock,
    private readonly rules: TypeRules,
  ) {}

  async sweep(limit: number): Promise<SweepResult> {
    const moment = { at: this.clock.now(), by: 'sweeper' };
    const [lost, expired] = await Promise.all([this.lost(moment.at, limit), this.expired(moment.at, limit)]);
    const changed = await this.apply([
      ...lost.map((job) => ({ job, change: loseLease(job, moment.at, moment, this.rules.afterLossMs(job)) })),
      ...expired.map((job) => ({ job, change: expire(job, moment) })),
    ]);
    const { due, jobs, capped, removed, hasMore } = await this.rest(moment.at, limit).catch((error: unknown) => {
      // What was changed is reported by nobody else; the next sweep hears of the error.
      if (changed.length === 0) throw error;
      return NOTHING_ELSE;
    });
    return {
      sweep: {
        ...{ changed, removed, capped },
        ready: jobs.map(({ _id }) => _id),
        hasMore: hasMore || [lost.length, expired.length, due.found].includes(limit),
      },
      hasChanged: changed.length + due.made + removed.length > 0,
    };
  }

  private async rest(now: Date, limit: number): Promise<Rest> {
    const due = await this.makeReady(now, limit);
    const [open] = await Promise.all([this.open.look(READY_SHOWN), this.turns.refresh()]);
    return { due, ...open, ...(await this.removals.remove(limit, now)) };
  }

  private lost(now: Date, limit: number): Promise<Job[]> {
    return this.read({ status: 'PROCESSING', leaseUntil: trusted({ $lte: now }) }, 'leaseUntil', limit);
  }

  private expired(now: Date, limit: number): Promise<Job[]> {
    return this.read(
      { canExpire: true, stage: trusted({ $in: ['ready', 'delayed'] }), expiresAt: trusted({ $lte: now }) },
      'expiresAt',
      limit,
    );
  }

  private async read(filter: QueryFilter<JobRecord>, order: 'leaseUntil' | 'expiresAt', limit: number): Promise<Job[]> {
    const records = await this.collections.jobs
      .find(filter, WITHOUT_HEAVY)
      .sort({ [order]: 1 })
      .limit(limit)
      .lean();
    return records.map(toBareJob);
  }

  private async apply(wanted: readonly { job: Job; change: JobChange }[]): Promise<SweptJob[]> {
    if (wanted.length === 0) return [];
    const outcomes = await this.changes.apply(wanted.map(({ change }) => change));
    return wanted
      .filter((_one, index) => outcomes[index] === 'applied')
      .map(({ job: { id, type }, change: { event } }) => ({ id, type, event }));
  }

  private async makeReady(now: Date, limit: number): Promise<{ found: number; made: number }> {
    const records = await this.collections.jobs
      .find({ stage: 'delayed', dueAt: trusted({ $lte: now }) }, { _id: 1 })
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean();
    if (records.length === 0) return { found: 0, made: 0 };
    const { modifiedCount } = await this.collections.uncast.bulkWrite(
      inLockOrder(records.map(({ _id }) => ({ id: _id }))).map(({ id }) => ({
        updateOne: {
          filter: { _id: id, stage: 'delayed', dueAt: { $lte: now } },
          update: { $set: { stage: 'ready' } },
        },
      })),
      { ordered: false },
    );
    return { found: records.length, made: modifiedCount };
  }
}
