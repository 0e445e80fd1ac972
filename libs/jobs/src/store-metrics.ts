import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { Gauge } from 'prom-client';
import type { JobCount } from './job-figures.port';
import { JobFigures } from './job-figures.port';

/** What all jobs together wait for, as the store says; the same in every process. */
@Injectable()
export class StoreMetrics implements OnModuleInit {
  private readonly pending;
  private readonly oldest;

  constructor(
    private readonly figures: JobFigures,
    private readonly config: AppConfig,
    private readonly metrics: Metrics,
  ) {
    const registers = [metrics.registry];
    this.pending = new Gauge({
      name: 'fasttrack_jobs_pending',
      help: 'Jobs that wait, whether they are due or not',
      labelNames: ['type'],
      registers,
    });
    this.oldest = new Gauge({
      name: 'fasttrack_oldest_waiting_timestamp_seconds',
      help: 'Since when the job has been due that waits longest; absent while none that is due waits',
      registers,
    });
  }

  onModuleInit(): void {
    this.forget();
    this.metrics.atScrape({
      read: async () => {
        const [counts, oldest] = await Promise.all([
          this.figures.counts(),
          this.figures.oldestWaiting(),
          this.figures.check(),
        ]);
        return () => {
          this.show(counts, oldest);
          this.metrics.say('store', true);
        };
      },
      forget: () => {
        this.forget();
        this.metrics.say('store', false);
      },
    });
  }

  private show(counts: readonly JobCount[], oldest: Date | null): void {
    this.forget();
    for (const type of this.config.executors.keys()) this.pending.set({ type }, 0);
    for (const { status, type, count } of counts) if (status === 'PENDING') this.pending.set({ type }, count);
    if (oldest) this.oldest.set(oldest.getTime() / 1000);
  }

  private forget(): void {
    this.pending.reset();
    // A reset would leave a zero: the year 1970.
    this.oldest.remove();
  }
}
