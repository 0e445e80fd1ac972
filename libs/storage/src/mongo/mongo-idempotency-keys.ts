import type { IdempotencyKeys, KeyName, KeyRecord } from '@fasttrack/jobs/idempotency-keys.port';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import { CombinedCalls } from './combined-calls';
import { DUPLICATE_KEY } from './duplicate-key';
import { inLockOrder } from './lock-order';
import type { MongoLink } from './mongo-link';
import type { IdempotencyRecord } from './records';
import { refusalsOf } from './settle-batch';
import type { Writes } from './writes';

/** Rounds against other processes, and the server's own removal, over keys that have just expired. */
const MAX_ROUNDS = 5;

type Outcome = KeyRecord | StoreUnavailableError;

/** Keeps keys in a collection of their own. That an id is unique decides who is first, in any number of processes. */
export class MongoIdempotencyKeys implements IdempotencyKeys {
  private readonly calls: CombinedCalls<KeyRecord, KeyRecord>;

  constructor(
    private readonly link: MongoLink,
    private readonly collections: Collections,
    writes: Writes,
  ) {
    // No list shows keys: nothing that is polled changes by them.
    this.calls = new CombinedCalls<KeyRecord, KeyRecord>((records) =>
      writes.batch(
        () => this.keepAll(records),
        () => false,
      ),
    );
  }

  async keep(record: KeyRecord): Promise<KeyRecord> {
    const [standing = record] = await this.calls.call([record]);
    return standing;
  }

  async find(name: KeyName, now: Date): Promise<KeyRecord | null> {
    const [found] = await this.link.use(() => this.read([name]));
    return found && found.expiresAt > now ? found : null;
  }

  /** Resolves when no call is under way. */
  idle(): Promise<void> {
    return this.calls.idle();
  }

  private async keepAll(records: readonly KeyRecord[]): Promise<readonly Outcome[]> {
    const standing = new Map<KeyRecord, KeyRecord>();
    for (let round = 0; round < MAX_ROUNDS && standing.size < records.length; round++) {
      const left = records.filter((record) => !standing.has(record));
      const wanted = inLockOrder(left.map((record) => ({ id: idOf(record), record }))).map(({ record }) => record);
      const taken = await this.insert(wanted);
      for (const record of wanted) if (!taken.includes(record)) standing.set(record, record);
      await this.settle(taken, standing);
    }
    return records.map((record) => standing.get(record) ?? new StoreUnavailableError(new Error('keys keep changing')));
  }

  /** Gives those whose keys are taken. */
  private async insert(records: readonly KeyRecord[]): Promise<readonly KeyRecord[]> {
    try {
      await this.collections.keys.insertMany(records.map(toRecord), { ordered: false, lean: true });
      return [];
    } catch (error) {
      const refusals = refusalsOf(error);
      if (refusals.length === 0 || refusals.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      const indexes = new Set(refusals.map(({ index }) => index));
      return records.filter((_record, index) => indexes.has(index));
    }
  }

  /** Notes what stands in the way of each, and removes what has expired: the next round inserts again. */
  private async settle(taken: readonly KeyRecord[], standing: Map<KeyRecord, KeyRecord>): Promise<void> {
    if (taken.length === 0) return;
    const found = await this.read(taken);
    const expired = taken.flatMap((record, index) => {
      const other = found[index];
      if (other && other.expiresAt > record.createdAt) standing.set(record, other);
      return other && other.expiresAt <= record.createdAt ? [{ id: idOf(record), by: record.createdAt }] : [];
    });
    if (expired.length === 0) return;
    await this.collections.keys.bulkWrite(
      inLockOrder(expired).map(({ id, by }) => ({
        deleteOne: { filter: { _id: id, expiresAt: trusted({ $lte: by }) } },
      })),
      { ordered: false },
    );
  }

  private async read(names: readonly KeyName[]): Promise<(KeyRecord | undefined)[]> {
    const stored = await this.collections.keys.find({ _id: trusted({ $in: names.map(idOf) }) }).lean();
    const byId = new Map(stored.map((record) => [record._id, record]));
    return names.map(({ scope, key }) => {
      const { _id, ...rest } = byId.get(idOf({ scope, key })) ?? {};
      return _id === undefined ? undefined : ({ scope, key, ...rest } as KeyRecord);
    });
  }
}

/** No key has a space: two that differ cannot meet in one id. */
const idOf = ({ scope, key }: KeyName): string => `${scope} ${key}`;

const toRecord = ({ fingerprint, jobIds, createdAt, expiresAt, ...name }: KeyRecord): IdempotencyRecord => ({
  _id: idOf(name),
  fingerprint,
  jobIds: [...jobIds],
  createdAt,
  expiresAt,
});
