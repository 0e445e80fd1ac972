import { Injectable } from '@nestjs/common';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Reading } from './reading-at-scrape';
import { ReadingAtScrape } from './reading-at-scrape';

/**
 * All figures of this process for Prometheus. Parts make their metrics with `registers: [registry]`; names begin with
 * `fasttrack_`, end in their unit, and no label is an id.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly readings: ReadingAtScrape[] = [];
  private readonly dependencyUp = new Gauge({
    name: 'fasttrack_dependency_up',
    help: '1 while the dependency works as it should, 0 while it does not',
    labelNames: ['dependency'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Has figures read when somebody scrapes. */
  atScrape(reading: Reading): void {
    this.readings.push(new ReadingAtScrape(reading));
  }

  /** Says by `fasttrack_dependency_up` whether something that this process needs works as it should. */
  say(dependency: string, isUp: boolean): void {
    this.dependencyUp.set({ dependency }, Number(isUp));
  }

  /** The text of a scrape. Never rejects because a dependency is away. */
  async text(): Promise<string> {
    await Promise.all(this.readings.map((reading) => reading.refresh()));
    return this.registry.metrics();
  }
}
