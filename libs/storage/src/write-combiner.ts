/** Most operations that one batch carries: an answer waits at most for two batches. */
const MAX_BATCH = 500;

interface Waiting<Op, Outcome> {
  readonly op: Op;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/**
 * Collects operations while the batch before them is being committed, so that many concurrent writes share one commit.
 * Operations keep their order. `commit` answers one outcome per operation, in order, once all are durable; when it
 * rejects, every operation of that batch rejects with the same error.
 */
export class WriteCombiner<Op, Outcome> {
  private waiting: Waiting<Op, Outcome>[] = [];
  private committing: Promise<void> | undefined;

  constructor(private readonly commit: (batch: readonly Op[]) => Promise<readonly Outcome[]>) {}

  /** Resolves when the operation is durable. */
  write(op: Op): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ op, resolve, reject });
      this.committing ??= this.commitAll();
    });
  }

  /** Resolves when nothing is waiting. */
  async idle(): Promise<void> {
    await this.committing;
  }

  private async commitAll(): Promise<void> {
    // One turn of the event loop: requests that were read together go together.
    await new Promise(setImmediate);
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MAX_BATCH);
      try {
        const outcomes = await this.commit(batch.map(({ op }) => op));
        batch.forEach((one, index) => {
          one.resolve(outcomes[index] as Outcome);
        });
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    this.committing = undefined;
  }
}
