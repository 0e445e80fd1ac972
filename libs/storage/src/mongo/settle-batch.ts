import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import { mongo } from 'mongoose';

/** How a batch is written, and how one finds out afterwards what was written. */
export interface BatchWrite<Item, Outcome> {
  /** Rejects when some of it was not done, or when nobody knows. */
  write(items: readonly Item[]): Promise<readonly Outcome[]>;
  /** What became of each item; `undefined`: it left no trace and may still be to come. */
  lookUp(items: readonly Item[]): Promise<readonly (Outcome | undefined)[]>;
}

/**
 * Writes a batch and answers item by item, whatever happened to it: an answer that was lost is found again by one read,
 * and an item that cannot be carried out fails alone. `StoreUnavailableError` only for what was not done or is unknown.
 */
export async function settleBatch<Item, Outcome>(
  items: readonly Item[],
  batch: BatchWrite<Item, Outcome>,
): Promise<readonly (Outcome | StoreUnavailableError)[]> {
  try {
    return await batch.write(items);
  } catch (error) {
    const known = await batch.lookUp(items);
    const outcomes: (Outcome | StoreUnavailableError)[] = [];
    for (const [index, item] of items.entries()) {
      const outcome = known[index];
      if (outcome !== undefined) outcomes.push(outcome);
      else if (items.length === 1 || isUnanswered(error)) outcomes.push(new StoreUnavailableError(error));
      else outcomes.push(...(await settleBatch([item], batch)));
    }
    return outcomes;
  }
}

/** Whether the server may have carried out, or still carry out, what failed: not when it spoke of single items, nor when nothing was sent. */
function isUnanswered(error: unknown): boolean {
  return error instanceof mongo.MongoError && !(error instanceof mongo.MongoAPIError) && refusalsOf(error).length === 0;
}

/** The items that the server refused, where that is all that went wrong with a batch. */
export function refusalsOf(error: unknown): readonly mongo.WriteError[] {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) return [];
  return [error.writeErrors].flat();
}
