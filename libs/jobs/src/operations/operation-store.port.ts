import type { Operation } from './operation';

/**
 * Keeps operations. An answer means the write is durable; a call that cannot be carried out rejects with
 * `StoreUnavailableError`.
 */
export abstract class OperationStore {
  /** Stores a new operation. */
  abstract insert(operation: Operation): Promise<void>;
  /** Resolves to `null` for an unknown id. */
  abstract find(id: string): Promise<Operation | null>;
  /** The newest ones, newest first. */
  abstract list(limit: number): Promise<readonly Operation[]>;
  /** Those that are open (`isOpen`), oldest first, at most `limit`. */
  abstract open(limit: number): Promise<readonly Operation[]>;
  /**
   * Writes the operation over the stored one, with a revision one higher, if that one still has its revision; otherwise
   * answers `null`. Answers the operation as it is stored now.
   */
  abstract replace(operation: Operation): Promise<Operation | null>;
  /** Removes those that began before a time and are not open, oldest first, at most `limit`. Answers how many. */
  abstract prune(before: Date, limit: number): Promise<number>;
}
