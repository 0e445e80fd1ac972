import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';

/** Most operations that one batch carries, so that answers stay short. */
const MAX_BATCH = 500;
/** Most operations that wait: twenty batches. More than that, and the disk does not keep up. */
const MAX_WAITING = 10_000;

interface Waiting<Op, Outcome> {
  readonly op: Op;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/**
 * Collects operations while the batch before them is being committed, so that many concurrent writes share one commit.
 * Operations keep their order. `commit` answers, in order, one outcome per operation once all are durable, or an
 * `Error` for an operation that failed alone; when it rejects, every operation of that batch rejects with the same error.
 */
export class WriteCombiner<Op, Outcome> {
  private waiting: Waiting<Op, Outcome>[] = [];
  private committing: Promise<void> | undefined;

  constructor(private readonly commit: (batch: readonly Op[]) => Promise<readonly (Outcome | Error)[]>) {}

  /** Resolves when the operation is durable. Rejects with `StoreUnavailableError` at once when too many wait already. */
  write(op: Op): Promise<Outcome> {
    if (this.waiting.length >= MAX_WAITING) {
      return Promise.reject(new StoreUnavailableError(new Error(`${MAX_WAITING} writes are waiting for the disk`)));
    }
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
          const outcome = outcomes[index];
          if (outcome instanceof Error) one.reject(outcome);
          else one.resolve(outcome as Outcome);
        });
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    this.committing = undefined;
  }
}
