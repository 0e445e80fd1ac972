import type { Clock } from '@fasttrack/foundation/clock/clock';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { isDuplicateKey } from './duplicate-key';
import type { Trends } from './trends';

/** How often figures are counted anew, in the whole installation. */
const EVERY_MS = 55_000;

/** Lets one process at a time count the jobs anew, and remove what the trend shows no more. */
export class Recounts {
  constructor(
    private readonly collections: Collections,
    private readonly counters: Counters,
    private readonly trends: Trends,
    private readonly clock: Clock,
  ) {}

  /** Counts anew unless any process did so lately. */
  async recount(): Promise<void> {
    if (!(await this.takeTurn())) return;
    await this.counters.recount();
    await this.trends.prune(this.clock.now());
  }

  private async takeTurn(): Promise<boolean> {
    const now = this.clock.now();
    try {
      const { matchedCount, upsertedCount } = await this.collections.meta.updateOne(
        { _id: 'recount', until: trusted({ $lte: now }) },
        { $set: { until: new Date(now.getTime() + EVERY_MS) } },
        { upsert: true },
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
