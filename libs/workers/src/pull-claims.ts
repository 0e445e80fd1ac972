import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@fasttrack/foundation/clock/clock';
import type { Job } from '@fasttrack/jobs/job';
import { JobChanges } from '@fasttrack/jobs/job-changes';
import { JobEvents, claimOf } from '@fasttrack/jobs/job-events';
import { putBack } from '@fasttrack/jobs/job-life';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { TypeOpenings } from '@fasttrack/jobs/type-openings';
import { WorkerPresence } from '@fasttrack/jobs/worker-presence';
import type { WantedTypes } from './waiting-workers';
import { WaitingWorkers } from './waiting-workers';

/** What a worker asks for. */
export interface Wish {
  /** Name of the worker. */
  readonly worker: string;
  readonly types: WantedTypes;
  readonly leaseMs: number;
  /** How long it waits for a job when none is ready. */
  readonly waitMs: number;
}

/** Hands jobs to workers that ask for them. */
@Injectable()
export class PullClaims implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('PullClaims');
  private readonly waiting = new WaitingWorkers();
  private isStopping = false;

  constructor(
    private readonly store: JobStore,
    private readonly changes: JobChanges,
    private readonly events: JobEvents,
    private readonly clock: Clock,
    private readonly openings: TypeOpenings,
    private readonly presence: WorkerPresence,
  ) {}

  onModuleInit(): void {
    this.events.all$.subscribe(({ type, to }) => {
      if (to === 'PENDING') this.waiting.ring(type);
    });
    this.openings.all$.subscribe(({ type, places }) => {
      this.waiting.ring(type, places);
    });
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    this.waiting.wakeAll();
  }

  /**
   * Resolves with the job that is now the worker's, or with `null` when none was ready in time or the process stops. A
   * job whose worker hung up, also later while it is being answered, goes back as if nobody had taken it.
   */
  async claim(wish: Wish, hangUp: AbortSignal): Promise<Job | null> {
    const end = performance.now() + wish.waitMs;
    while (!hangUp.aborted && !this.isStopping) {
      this.presence.note(wish.types);
      const rings = this.waiting.ringsFor(wish.types);
      const job = await this.take(wish);
      if (job) return this.handTo(hangUp, job);
      const leftMs = end - performance.now();
      if (leftMs <= 0) return null;
      await this.waiting.wait(wish.types, rings, leftMs, hangUp);
    }
    return null;
  }

  private async take({ worker, types, leaseMs }: Wish): Promise<Job | undefined> {
    const [job] = await this.store.claim({ holder: worker, leaseMs, ...(types && { types }) }, 1);
    if (job) this.events.emit(claimOf(job, worker));
    return job;
  }

  private async handTo(hangUp: AbortSignal, job: Job): Promise<Job | null> {
    if (hangUp.aborted) {
      await this.giveBack(job);
      return null;
    }
    hangUp.addEventListener('abort', () => void this.giveBack(job), { once: true });
    return job;
  }

  /** Never rejects: what cannot be given back is lost with its lease. */
  private async giveBack({ id, attempt, lease }: Job): Promise<void> {
    const by = lease?.holder ?? 'worker';
    try {
      await this.changes.change(id, (job) => {
        const isTheirs = job.status === 'PROCESSING' && job.attempt === attempt;
        return isTheirs ? putBack(job, 'the worker hung up', { at: this.clock.now(), by }) : null;
      });
    } catch (error) {
      this.logger.warn({ msg: 'job not given back', jobId: id, attempt, err: error });
    }
  }
}
