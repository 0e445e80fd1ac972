import { Injectable, Logger } from '@nestjs/common';
import { JobEvents } from '@fasttrack/jobs/job-events';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { JobQueue } from './job-queue.port';

/** How often time is asked what it changed. */
const INTERVAL_MS = 1000;
/** Jobs a sweep changes at once. */
const BATCH = 500;

/** Each second: takes lost leases back, ends expired jobs, makes due jobs ready, and rings while any is ready. */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger('Sweeper');
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly queue: JobQueue,
    private readonly events: JobEvents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.sweeping ??= this.sweep().finally(() => {
        this.sweeping = undefined;
      });
    }, INTERVAL_MS);
  }

  /** Resolves when the sweep that was going has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    try {
      let hasMore = true;
      while (hasMore) {
        const swept = await this.store.sweep(BATCH);
        for (const { id, type, event } of swept.changed) this.events.emit({ jobId: id, type, ...event });
        const [first] = swept.ready;
        if (first !== undefined) await this.queue.enqueue(first);
        hasMore = swept.hasMore;
      }
    } catch (error) {
      this.logger.warn({ msg: 'sweep failed', err: error });
    }
  }
}
