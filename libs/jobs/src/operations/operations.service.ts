import { Clock } from '@fasttrack/foundation/clock/clock';
import { Injectable } from '@nestjs/common';
import type { Operation } from './operation';
import { ended, released } from './operation';
import { OperationStore } from './operation-store.port';
import { OperationContendedError, OperationEndedError, OperationNotFoundError } from './operation.errors';

/** Rounds against the process that works on the operation: it writes a few times in a second. */
const MAX_ROUNDS = 20;

/** What people and programs can do with operations. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly operations: OperationStore,
    private readonly clock: Clock,
  ) {}

  /** The newest ones, newest first. */
  list(limit: number): Promise<readonly Operation[]> {
    return this.operations.list(limit);
  }

  /** Rejects with `OperationNotFoundError`. */
  async get(id: string): Promise<Operation> {
    const operation = await this.operations.find(id);
    if (!operation) throw new OperationNotFoundError(id);
    return operation;
  }

  /**
   * Ends an operation that is running: no job is changed any more but those of the batch that is under way, which are
   * counted afterwards. Rejects with `OperationEndedError` when it has ended already.
   */
  async abort(id: string): Promise<Operation> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const now = await this.get(id);
      if (now.state !== 'RUNNING') throw new OperationEndedError(now);
      const aborted = ended(now, 'ABORTED', this.clock.now());
      // Who holds a batch that is not counted counts it.
      const done = await this.operations.replace(now.batch.length > 0 ? aborted : released(aborted));
      if (done) return done;
    }
    throw new OperationContendedError(id);
  }
}
