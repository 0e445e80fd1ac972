/** What a caller's key stands for: one request, and the jobs that it made or shall make. */
export interface KeyRecord {
  /** Whose key it is: the same key of another scope is another key. */
  readonly scope: string;
  /** Visible ASCII characters, as the caller chose them. */
  readonly key: string;
  /** Tells one request from another. */
  readonly fingerprint: string;
  /** Ids of the jobs of the request, in its order; `null`: that one was refused. */
  readonly jobIds: readonly (string | null)[];
  readonly createdAt: Date;
  /** From then on the key is free again. */
  readonly expiresAt: Date;
}

/** Which record is meant. */
export type KeyName = Pick<KeyRecord, 'scope' | 'key'>;

/**
 * Remembers keys, so that a request that is sent again makes nothing twice. Of calls for one key that come at once, in
 * any number of processes, one wins and the others are answered with its record. Calls reject with
 * `StoreUnavailableError`; the record may stand then.
 */
export abstract class IdempotencyKeys {
  /**
   * Keeps the record unless one stands for its key that has not expired by its `createdAt`. Resolves with the record
   * that stands now, durably.
   */
  abstract keep(record: KeyRecord): Promise<KeyRecord>;
  /** The record that stands for a key at that time; `null`: the key is free. */
  abstract find(name: KeyName, now: Date): Promise<KeyRecord | null>;
}
