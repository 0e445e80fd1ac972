import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Counters } from './counters';
import type { MongoStoreParts } from './mongo-store-parts';

const PROBE = 'probe';

/**
 * Sends what writes. It tells all processes that jobs changed, and knows whether the server takes writes: one whose
 * disk is full, or that lost its majority, still answers a ping.
 */
export class Writes {
  private isFailing = false;
  private raised: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: MongoStoreParts,
    private readonly counters: Counters,
  ) {}

  /** Answers what the work does. Of work that failed nobody knows what it changed: it counts as a change. */
  batch<T extends readonly unknown[]>(work: () => Promise<T>, hasChanged: (outcomes: T) => boolean): Promise<T> {
    return this.parts.link.use(async () => {
      try {
        const outcomes = await work();
        if (outcomes.some((outcome) => outcome instanceof StoreUnavailableError)) this.fail();
        else if (hasChanged(outcomes)) this.raise();
        return outcomes;
      } catch (error) {
        this.fail();
        throw error;
      }
    });
  }

  /** The number of the last change; every change that was answered before this call counts. */
  async changeNumber(): Promise<string | null> {
    await this.raised;
    return this.parts.changeNumber.read();
  }

  /** Resolves when writes are taken: after one that failed, a small one is tried. */
  async check(): Promise<void> {
    const { link, collections, clock } = this.parts;
    if (!this.isFailing) return link.ping();
    await link.use(() =>
      collections.meta.updateOne({ _id: PROBE }, { $set: { until: clock.now() } }, { upsert: true }),
    );
    this.isFailing = false;
  }

  /** Resolves when the figures are written and all processes were told. */
  async idle(): Promise<void> {
    await Promise.all([this.counters.idle(), this.raised]);
  }

  private fail(): void {
    this.isFailing = true;
    this.raise();
  }

  /** After the figures: who sees the new number finds them written. */
  private raise(): void {
    this.raised = this.counters.idle().then(() => {
      this.parts.changeNumber.raise();
    });
  }
}
