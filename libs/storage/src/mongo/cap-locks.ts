import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import { trusted } from 'mongoose';
import { newChangeId } from './change-id';
import type { Collections } from './collections';
import { isDuplicateKey } from './duplicate-key';

/** A process that ended while it held a lock keeps the type from others for as long. */
const LOCK_MS = 10_000;
/** A lock that ends sooner is not relied on: what is sent now must have been carried out by then. */
const MARGIN_MS = 5000;
/** A claim holds a lock for some milliseconds. */
const TRIES = 4;
const ASK_AGAIN_MS = 8;

/** Types that only the holder of this may hand out now. */
export interface CapLock {
  readonly types: readonly string[];
  /** Whether there is time enough to hand anything out. */
  isSafe(): boolean;
}

/** Lets one process at a time hand out jobs of a type that has a cap: what it counted must hold until it has taken jobs. */
export class CapLocks {
  constructor(
    private readonly collections: Collections,
    private readonly clock: Clock,
  ) {}

  /** Runs `work` with the locks of as many of these types as are free, and frees them. */
  async during<T>(types: readonly string[], work: (lock: CapLock) => Promise<T>): Promise<T> {
    const owner = newChangeId();
    const until = this.clock.now().getTime() + LOCK_MS;
    const held: string[] = [];
    try {
      for (const type of [...types].sort()) if (await this.takeSoon(type, owner)) held.push(type);
      return await work({ types: held, isSafe: () => this.clock.now().getTime() < until - MARGIN_MS });
    } finally {
      await this.free(held, owner);
    }
  }

  private async takeSoon(type: string, owner: string): Promise<boolean> {
    for (let tries = 1; tries <= TRIES; tries++) {
      if (await this.take(type, owner)) return true;
      if (tries < TRIES) await delay(ASK_AGAIN_MS * tries * (0.5 + Math.random()));
    }
    return false;
  }

  private async take(type: string, owner: string): Promise<boolean> {
    const now = this.clock.now();
    try {
      const { matchedCount, upsertedCount } = await this.collections.meta.updateOne(
        { _id: idOf(type), until: trusted({ $lte: now }) },
        { $set: { until: new Date(now.getTime() + LOCK_MS), text: owner } },
        { upsert: true },
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Never rejects: a lock that could not be freed ends by itself. */
  private async free(types: readonly string[], owner: string): Promise<void> {
    if (types.length === 0) return;
    const frees = types.map((type) => ({
      updateOne: { filter: { _id: idOf(type), text: owner }, update: { $set: { until: new Date(0) } } },
    }));
    await this.collections.meta.bulkWrite(frees, { ordered: false }).catch(() => undefined);
  }
}

const idOf = (type: string): string => `cap ${type}`;
