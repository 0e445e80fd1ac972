import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { Gauge } from 'prom-client';
import { Dispatcher } from './dispatcher';
import { JobQueue } from './job-queue.port';

/** How much of this process works, and whether its bells ring. */
@Injectable()
export class QueueMetrics implements OnModuleInit {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly queue: JobQueue,
    private readonly config: AppConfig,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    if (this.config.worker.isEnabled) this.showSlots();
    if (this.queue.isShared) this.showQueue();
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
