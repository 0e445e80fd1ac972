import type { CallbackEntry, CallbackVerdict } from '@fasttrack/contracts';

/** Which entries: all conditions hold at once. */
export interface CallbackFilter {
  readonly verdict?: CallbackVerdict;
  readonly jobId?: string;
}

/** One page of entries, newest first. */
export interface CallbackQuery extends CallbackFilter {
  readonly limit: number;
  /** Only entries that are older than the one of this id, whether that one is still kept or not. */
  readonly olderThan?: string;
}

/** Entries of one verdict, of one job or of all, of which only the newest are kept. */
export interface CallbackShelf extends CallbackFilter {
  readonly verdict: CallbackVerdict;
  readonly keep: number;
}

/** Entries that one call removes at most: so many hold other writers up for some milliseconds. */
export const CALLBACKS_REMOVED_AT_ONCE = 500;

/**
 * Keeps what came in at the callback routes. Ids are UUIDv7, and their order is that of age. Entries of a job go with it
 * when it is removed. A call that cannot be carried out rejects with `StoreUnavailableError`.
 */
export abstract class CallbackLog {
  /** Keeps entries; one whose id is there already is left as it is, so that a call may be made again. */
  abstract append(entries: readonly CallbackEntry[]): Promise<void>;
  /** The cost depends on the page, not on how many entries there are. */
  abstract list(query: CallbackQuery): Promise<readonly CallbackEntry[]>;
  /** Another text after each change of what `list` could answer; never the same again, in no other store either. */
  abstract version(): Promise<string>;
  /** Removes the oldest of each shelf until it has no more than it keeps, {@link CALLBACKS_REMOVED_AT_ONCE} at most. */
  abstract trim(shelves: readonly CallbackShelf[]): Promise<void>;
  /** Removes entries from before a time, {@link CALLBACKS_REMOVED_AT_ONCE} at most. Answers how many. */
  abstract prune(before: Date): Promise<number>;
}
