import { performance } from 'node:perf_hooks';
import type { TrendQuery, TrendRow } from '@fasttrack/jobs/job-figures.port';
import { Logger } from '@nestjs/common';
import type { Collections } from './collections';
import type { TakenStep } from './trend-records';
import { TrendRecords } from './trend-records';

/** All processes add to the same few records: each may do so this often. */
const EVERY_MS = 500;

/**
 * The trend, kept beside the jobs. The first step of a while is written at once, those that follow it together a little
 * later; what was not written when a process dies is missing.
 */
export class Trends {
  private readonly logger = new Logger('Trend');
  private readonly records: TrendRecords;
  private noted: TakenStep[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writtenAt = -Infinity;
  private written: Promise<void> = Promise.resolve();

  constructor(collections: Collections) {
    this.records = new TrendRecords(collections);
  }

  /** Resolves when the steps are written, or wait for the next time. */
  async note(steps: readonly TakenStep[]): Promise<void> {
    this.noted.push(...steps);
    if (this.timer || this.noted.length === 0) return;
    const restMs = this.writtenAt + EVERY_MS - performance.now();
    if (restMs <= 0) await this.flush();
    else this.timer = setTimeout(() => void this.flush(), restMs).unref();
  }

  /** Resolves when all that was noted before this call is written or given up. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const steps = this.noted;
    if (steps.length === 0) return this.written;
    this.noted = [];
    this.writtenAt = performance.now();
    this.written = this.written.then(() => this.write(steps));
    return this.written;
  }

  /** With all that this process noted before. */
  async read(query: TrendQuery): Promise<TrendRow[]> {
    await this.flush();
    return this.records.read(query);
  }

  /** Removes some of what is shown no more. */
  prune(now: Date): Promise<void> {
    return this.records.prune(now);
  }

  /** Never tried again: what is missing in the trend is better than what stands in it twice. */
  private async write(steps: readonly TakenStep[]): Promise<void> {
    try {
      await this.records.add(steps);
    } catch (error) {
      this.logger.warn({ msg: 'trend not written; it lacks some changes', err: error });
    }
  }
}
