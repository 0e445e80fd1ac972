import { Injectable, Logger } from '@nestjs/common';
import { JobEvents } from '@fasttrack/jobs/job-events';
import type { RemovedJobs } from '@fasttrack/jobs/job-store.port';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { TypeOpenings } from '@fasttrack/jobs/type-openings';
import { Subject } from 'rxjs';
import { JobQueue } from './job-queue.port';

/** How often time is asked what it changed. */
const INTERVAL_MS = 1000;
/** Jobs a sweep changes at once. */
const BATCH = 500;

/**
 * Each second: takes lost leases back, ends expired jobs, makes due jobs ready, removes old ones, and while any can be
 * claimed rings and wakes this process.
 */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger('Sweeper');
  private readonly removals = new Subject<RemovedJobs>();
  /** Jobs that were removed because they need not be kept any longer. */
  readonly removed$ = this.removals.asObservable();
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private isStopped = false;
  private wake: () => Promise<void> = () => Promise.resolve();
  private waking: Promise<void> | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly queue: JobQueue,
    private readonly events: JobEvents,
    private readonly openings: TypeOpenings,
  ) {}

  /**
   * `wake` claims for this process, and resolves when it can take more; it is called while jobs are ready, so that they
   * go on where no bell comes through. Left out: this process claims nothing.
   */
  start(wake?: () => Promise<void>): void {
    if (wake) this.wake = wake;
    this.isStopped = false;
    this.timer = setInterval(() => {
      this.sweeping ??= this.sweep().finally(() => {
        this.sweeping = undefined;
      });
    }, INTERVAL_MS);
  }

  /** Resolves when the batch that was going has ended; what is left is for the other processes or the next start. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    try {
      let hasMore = true;
      while (hasMore) {
        const swept = await this.store.sweep(BATCH);
        this.openings.watch(swept.capped);
        for (const { id, type, event } of swept.changed) this.events.emit({ jobId: id, type, ...event });
        this.report(swept.removed);
        const [first] = swept.ready;
        if (first !== undefined) this.ring(first);
        hasMore = swept.hasMore && !this.isStopped;
      }
    } catch (error) {
      this.logger.warn({ msg: 'sweep failed', err: error });
    }
  }

  private report(removed: readonly RemovedJobs[]): void {
    if (removed.length === 0) return;
    this.logger.log({ msg: 'ended jobs removed', jobs: removed.reduce((sum, { count }) => sum + count, 0), removed });
    for (const one of removed) this.removals.next(one);
  }

  private ring(jobId: string): void {
    // The queue says itself when it is away.
    this.queue.enqueue(jobId).catch(() => undefined);
    // One at a time: a process that is full needs no second one.
    this.waking ??= this.wake().finally(() => {
      this.waking = undefined;
    });
  }
}
