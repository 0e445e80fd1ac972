import type { CallbackEntry } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { outsideRequest } from '@fasttrack/foundation/logging/request-scope';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { CallbackLog } from '@fasttrack/jobs/callbacks/callback-log.port';
import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { appendEach } from './append-each';
import { KeptCallbacks } from './kept-callbacks';
import { UnauthorizedSample } from './unauthorized-sample';

/** How long an entry waits for others, so that they share one write. */
const EVERY_MS = 250;
/** Most entries of one write: it shares the store's thread with claims and submits. */
const BATCH = 200;
/** Most entries that wait while the store takes none. */
const WAITING_MAX = 10_000;
/** Of a batch that was refused for so long each entry is tried alone: one of them may be to blame. */
const REFUSED_MS = 60_000;
/** How often old entries are looked for. */
const PRUNE_MS = 600_000;
const DAY_MS = 86_400_000;

/**
 * Writes the log behind the callbacks, so that none waits for it or fails with it. What was not written when a process
 * dies is missing: at most what came in the last moment.
 */
@Injectable()
export class CallbackRecorder {
  private readonly logger = new Logger('CallbackLog');
  private readonly sample = new UnauthorizedSample();
  private readonly kept = new KeptCallbacks();
  private readonly notLogged: Counter;
  private waiting: CallbackEntry[] = [];
  private writing: Promise<void> | undefined;
  private failingSince: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;
  private pruneAt = -Infinity;

  constructor(
    private readonly log: CallbackLog,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    { registry }: Metrics,
  ) {
    this.notLogged = new Counter({
      name: 'fasttrack_callbacks_not_logged_total',
      help: 'Callbacks without an entry of their own in the callback log',
      registers: [registry],
    });
  }

  /** Starts to write what was recorded, four times a second, and to remove what is old. */
  start(): void {
    this.timer ??= setInterval(() => {
      this.ticking ??= outsideRequest(() => this.tick()).finally(() => {
        this.ticking = undefined;
      });
    }, EVERY_MS);
  }

  /** Resolves when everything is written, or cannot be. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.ticking;
    this.keep(this.sample.end());
    await this.flush();
  }

  /** Takes an entry. Never throws. */
  record(entry: CallbackEntry): void {
    if (entry.verdict !== 'unauthorized') {
      this.keep([entry]);
      return;
    }
    this.keep(this.sample.take(entry, performance.now()));
  }

  /** Resolves when everything that was recorded before is written, or could not be. Never rejects. */
  async flush(): Promise<void> {
    await this.writing;
    this.writing ??= outsideRequest(() => this.write()).finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  private async tick(): Promise<void> {
    this.keep(this.sample.endedBy(performance.now()));
    await this.flush();
    await this.prune();
  }

  private keep(entries: readonly CallbackEntry[]): void {
    const room = Math.max(0, WAITING_MAX - this.waiting.length);
    this.waiting.push(...entries.slice(0, room));
    const leftOut = entries.reduce((count, entry) => count + (entry.leftOut ?? 0), 0);
    this.notLogged.inc(leftOut + Math.max(0, entries.length - room));
  }

  private async write(): Promise<void> {
    let left = this.waiting.length;
    while (left > 0) {
      const batch = this.waiting.slice(0, Math.min(left, BATCH));
      const done = await this.append(batch);
      this.waiting.splice(0, done);
      if (done < batch.length) return;
      left -= done;
    }
  }

  /** How many of the first are done with: written, or given up. */
  private async append(batch: readonly CallbackEntry[]): Promise<number> {
    try {
      await this.log.append(batch);
      this.failingSince = undefined;
    } catch (error) {
      return this.retry(batch, error);
    }
    await this.trim(batch);
    return batch.length;
  }

  private async retry(batch: readonly CallbackEntry[], error: unknown): Promise<number> {
    const now = performance.now();
    if (this.failingSince === undefined) this.logger.warn({ msg: 'callbacks not logged yet', err: error });
    this.failingSince ??= now;
    if (now - this.failingSince < REFUSED_MS) return 0;
    this.failingSince = now;
    const { done, refused } = await appendEach(this.log, batch);
    this.notLogged.inc(refused);
    if (refused > 0) this.logger.warn({ msg: 'callbacks not logged', count: refused, err: error });
    await this.trim(batch.slice(0, done));
    return done;
  }

  private async trim(batch: readonly CallbackEntry[]): Promise<void> {
    const shelves = this.kept.overfullAfter(batch);
    if (shelves.length === 0) return;
    await this.log.trim(shelves).catch((error: unknown) => {
      this.logger.warn({ msg: 'callback log not trimmed', err: error });
    });
  }

  private async prune(): Promise<void> {
    const { retentionDays } = this.config;
    if (retentionDays === 0 || performance.now() < this.pruneAt) return;
    this.pruneAt = performance.now() + PRUNE_MS;
    const before = new Date(this.clock.now().getTime() - retentionDays * DAY_MS);
    try {
      // More than one removal takes: goes on at the next tick.
      if ((await this.log.prune(before)) > 0) this.pruneAt = -Infinity;
    } catch (error) {
      this.logger.warn({ msg: 'callback log not pruned', err: error });
    }
  }
}
