import { Inject, Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { Executor, Outcome } from '@fasttrack/executors/executor.port';
import { EXECUTORS } from '@fasttrack/executors/executor.port';
import type { Job } from '@fasttrack/jobs/job';
import { JobEvents, claimOf } from '@fasttrack/jobs/job-events';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { v7 as uuidv7 } from 'uuid';
import { Leases } from './leases';
import { RunSettlement } from './run-settlement';
import { SlotPool } from './slot-pool';

/** How many jobs an executor runs now, and how many it can run side by side in this process. */
export interface SlotUse {
  readonly executor: string;
  readonly used: number;
  readonly total: number;
}

/** Takes ready jobs for the executors of this process, runs them and settles how each run ended. */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger('Dispatcher');
  private readonly pools: readonly SlotPool[];
  /** By the name of the executor: several of one name have a pool each. */
  private readonly poolsOf = new Map<string, SlotPool[]>();
  /** Who holds the claims of this process. */
  private readonly holder = `worker-${uuidv7().slice(-12)}`;

  constructor(
    @Inject(EXECUTORS) executors: readonly Executor[],
    private readonly store: JobStore,
    private readonly leases: Leases,
    private readonly settlement: RunSettlement,
    private readonly events: JobEvents,
    private readonly config: AppConfig,
  ) {
    for (const executor of executors) this.addPool(executor);
    this.pools = [...this.poolsOf.values()].flat();
  }

  /** Fills all free slots, then resolves as soon as this process can take more. Never rejects. */
  async wake(): Promise<void> {
    if (this.pools.length === 0) return;
    await Promise.all(this.pools.map((pool) => pool.fill()));
    // Who waits for a full pool waits as long as its runs take: only when there is nothing else to do.
    if (this.pools.some(({ used, slots }) => used < slots)) return;
    await Promise.race(this.pools.map((pool) => pool.freeSlot()));
  }

  /** Takes nothing new, lets runs finish for `graceMs`, then gives the rest back to the store. */
  async stop(graceMs: number): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.close()));
    const drained = Promise.all(this.pools.map((pool) => pool.drained()));
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([drained, grace]);
    clearTimeout(timer);
    this.leases.abortAll('shutdown');
    await drained;
  }

  /** How the slots of this process are used, by executor; one without a job type is left out. */
  slots(): readonly SlotUse[] {
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
    return [...this.poolsOf].map(([executor, pools]) => ({
      executor,
      used: sum(pools.map(({ used }) => used)),
      total: sum(pools.map(({ slots }) => slots)),
    }));
  }

  private addPool(executor: Executor): void {
    const { name, slots } = executor;
    const given = [...this.config.executors].filter(([, one]) => one === name).map(([type]) => type);
    const types = given.filter((type) => executor.takes(type));
    if (types.length === 0) return;
    const claim = (free: number): Promise<readonly Job[]> => this.claim(types, executor.room(free));
    const pool = new SlotPool(slots, { claim, run: (job) => this.run(executor, job) });
    this.poolsOf.set(name, [...(this.poolsOf.get(name) ?? []), pool]);
  }

  private async claim(types: readonly string[], limit: number): Promise<readonly Job[]> {
    if (limit === 0) return [];
    try {
      const jobs = await this.store.claim({ holder: this.holder, types, leaseMs: this.config.leaseMs }, limit);
      for (const job of jobs) this.events.emit(claimOf(job, this.holder));
      return jobs;
    } catch (error) {
      // The sweeper rings again.
      this.logger.warn({ msg: 'claim failed', err: error });
      return [];
    }
  }

  private async run(executor: Executor, job: Job): Promise<void> {
    const signal = this.leases.hold(job);
    try {
      const outcome = await this.execute(executor, job, signal);
      await this.settlement.settle(job, outcome, { by: executor.name, signal });
    } catch (error) {
      // Its lease runs out and the sweeper takes over.
      this.logger.error({ msg: 'run not settled', jobId: job.id, attempt: job.attempt, err: error });
    } finally {
      this.leases.release(job);
    }
  }

  private async execute(executor: Executor, job: Job, signal: AbortSignal): Promise<Outcome> {
    try {
      return await executor.execute(job, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'retry', error: { code: 'worker_error', message, retryable: true }, countsAsAttempt: true };
    }
  }
}
