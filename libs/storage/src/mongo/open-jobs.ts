import type { TypeLimits } from '@fasttrack/jobs/job-types/type-limits';
import { isUnlimited, roomFor } from '@fasttrack/jobs/job-types/type-limits';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { CapLock } from './cap-locks';
import { CapLocks } from './cap-locks';
import type { Collections } from './collections';
import type { Counters } from './counters';
import type { MongoStoreParts } from './mongo-store-parts';
import type { MongoTypeControls } from './mongo-type-controls';
import type { ReadyJob, ReadyJobs, ReadyQuery } from './ready-jobs';

/** Reads the first jobs that may be handed out. */
export type ReadFirst = (query: Omit<ReadyQuery, 'types'>) => Promise<ReadyJob[]>;

type Types = readonly string[] | undefined;

/**
 * The jobs that can be claimed while types are held back, in the order of claims: those of types without a cap together,
 * those of each type with a cap by themselves, as far as it has room.
 */
export class OpenJobs {
  private readonly collections: Collections;
  private readonly rules: TypeRules;
  private readonly locks: CapLocks;

  constructor(
    { collections, clock, rules }: Pick<MongoStoreParts, 'collections' | 'clock' | 'rules'>,
    private readonly ready: ReadyJobs,
    private readonly controls: MongoTypeControls,
    private readonly counters: Counters,
  ) {
    this.collections = collections;
    this.rules = rules;
    this.locks = new CapLocks(collections, clock);
  }

  /** Runs `work` while no other process can hand out jobs of those of the types that have a cap. */
  async during<T>(types: Types, work: (first: ReadFirst) => Promise<T>): Promise<T> {
    const limits = await this.controls.limits();
    if (isUnlimited(limits)) return work((query) => this.ready.first({ ...query, types }));
    const { free, capped } = await this.openTypes(types, limits);
    return this.locks.during(capped, (lock) => work((query) => this.first(query, { free, lock, limits })));
  }

  /** The first jobs of all types as they are now, and the types that have a cap. Nothing is kept from changing. */
  async look(limit: number): Promise<{ readonly jobs: readonly ReadyJob[]; readonly capped: readonly string[] }> {
    const limits = await this.controls.limits();
    if (isUnlimited(limits)) return { jobs: await this.ready.first({ limit }), capped: [] };
    const { free, capped } = await this.openTypes(undefined, limits);
    const lock = { types: capped, isSafe: () => true };
    return { jobs: await this.first({ limit }, { free, lock, limits }), capped: [...limits.caps.keys()] };
  }

  private async first(
    query: Omit<ReadyQuery, 'types'>,
    { free, lock, limits }: { free: readonly string[]; lock: CapLock; limits: TypeLimits },
  ): Promise<ReadyJob[]> {
    const capped = lock.types.map(async (type) => {
      const limit = Math.min(query.limit, await this.roomOf(type, limits));
      const jobs = limit === 0 ? [] : await this.ready.first({ ...query, types: [type], limit });
      return lock.isSafe() ? jobs : [];
    });
    const others = free.length === 0 ? [] : this.ready.first({ ...query, types: free });
    const jobs = (await Promise.all([others, ...capped])).flat();
    return jobs.sort((a, b) => (a.claimOrder < b.claimOrder ? -1 : 1)).slice(0, query.limit);
  }

  /** Counted by index and no further than the cap: the figures of all jobs may lag behind. */
  private async roomOf(type: string, limits: TypeLimits): Promise<number> {
    const running = await this.collections.jobs
      .countDocuments({ status: 'PROCESSING', type })
      .limit(limits.caps.get(type) ?? 0)
      .hint('by_status_type');
    return roomFor(type, running, limits);
  }

  private async openTypes(types: Types, { paused, caps }: TypeLimits): Promise<{ free: string[]; capped: string[] }> {
    const open = [...new Set(types ?? (await this.allTypes()))].filter((type) => !paused.has(type));
    return { free: open.filter((type) => !caps.has(type)), capped: open.filter((type) => caps.has(type)) };
  }

  /** Types that any job ever had; of another process's new type one hears when its first job was counted. */
  private async allTypes(): Promise<string[]> {
    await this.counters.idle();
    return [...this.rules.types, ...(await this.collections.counters.distinct('type'))];
  }
}
