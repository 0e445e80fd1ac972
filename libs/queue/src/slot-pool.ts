import type { Job } from '@fasttrack/jobs/job';

/** What a pool needs: claim up to `limit` jobs, and run one to its end (never rejects). */
export interface PoolWork {
  claim(limit: number): Promise<readonly Job[]>;
  run(job: Job): Promise<void>;
}

/** The slots of one executor: claims as many jobs as it has free slots, until the store has no more. */
export class SlotPool {
  private readonly runs = new Set<Promise<void>>();
  private filling: Promise<void> | undefined;
  private hasMore = false;
  private isOpen = true;

  constructor(
    readonly slots: number,
    private readonly work: PoolWork,
  ) {}

  /** How many slots have a run. */
  get used(): number {
    return this.runs.size;
  }

  /** Fills the free slots. Never rejects; resolves when the slots are full or nothing is ready. */
  fill(): Promise<void> {
    this.hasMore = true;
    this.filling ??= this.claimUntilFull().then(() => {
      this.filling = undefined;
      // A fill that was asked for after the last look: that one has to look again.
      return this.canClaim() ? this.fill() : undefined;
    });
    return this.filling;
  }

  /** Resolves when a slot is free. */
  async freeSlot(): Promise<void> {
    while (this.runs.size >= this.slots) await Promise.race(this.runs);
  }

  /** Claims nothing new from now on. */
  async close(): Promise<void> {
    this.isOpen = false;
    await this.filling;
  }

  /** Resolves when no run is going. */
  async drained(): Promise<void> {
    await Promise.all(this.runs);
  }

  private canClaim(): boolean {
    return this.isOpen && this.hasMore && this.runs.size < this.slots;
  }

  private async claimUntilFull(): Promise<void> {
    while (this.canClaim()) {
      this.hasMore = false;
      const free = this.slots - this.runs.size;
      const jobs = await this.work.claim(free);
      if (jobs.length === free) this.hasMore = true;
      for (const job of jobs) this.start(job);
    }
  }

  private start(job: Job): void {
    const run = this.work.run(job).finally(() => {
      this.runs.delete(run);
      if (this.hasMore && this.isOpen) void this.fill();
    });
    this.runs.add(run);
  }
}
