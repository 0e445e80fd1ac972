import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { Counter, Gauge } from 'prom-client';
import { Dispatcher } from './dispatcher';
import { JobQueue } from './job-queue.port';
import { Sweeper } from './sweeper';

/** How much of this process works, and whether its bells ring. */
@Injectable()
export class QueueMetrics implements OnModuleInit {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly queue: JobQueue,
    private readonly sweeper: Sweeper,
    private readonly config: AppConfig,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.countRemoved();
    if (this.config.worker.isEnabled) this.showSlots();
    if (this.queue.isShared) this.showQueue();
  }

  private countRemoved(): void {
    const counter = new Counter({
      name: 'fasttrack_jobs_removed_total',
      help: 'Ended jobs that this process removed because they need not be kept any longer',
      labelNames: ['type', 'status'],
      registers: [this.metrics.registry],
    });
    this.sweeper.removed$.subscribe(({ type, status, count }) => {
      counter.inc({ type, status }, count);
    });
  }

  private showSlots(): void {
    const gauge = (state: 'used' | 'total', help: string): Gauge =>
      new Gauge({
        name: `fasttrack_slots_${state}`,
        help,
        labelNames: ['executor'],
        registers: [this.metrics.registry],
        collect: () => {
          for (const slots of this.dispatcher.slots()) shown[state].set({ executor: slots.executor }, slots[state]);
        },
      });
    const shown = {
      used: gauge('used', 'Jobs that run in this process now'),
      total: gauge('total', 'Jobs that can run in this process side by side'),
    };
  }

  private showQueue(): void {
    const say = (isUp: boolean) => (): void => {
      this.metrics.say('queue', isUp);
    };
    this.metrics.atScrape({ read: async () => say((await this.queue.degradation()) === null), forget: say(false) });
  }
}
