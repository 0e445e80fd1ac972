import { Logger } from '@nestjs/common';
import type { MongoJobStore } from './mongo-job-store';
import type { StoreClock } from './store-clock';

const INTERVAL_MS = 60_000;

/** What a store needs each minute: its clock set by the server's, its figures counted anew. */
export class Upkeep {
  private readonly logger = new Logger('Store');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: MongoJobStore,
    private readonly clock: StoreClock,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.run(), INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Does it now. Never rejects: the next minute tries again. */
  async run(): Promise<void> {
    const done = await Promise.allSettled([this.clock.adjust(), this.store.recount()]);
    for (const one of done)
      if (one.status === 'rejected') this.logger.warn({ msg: 'upkeep failed', err: one.reason as unknown });
  }
}
