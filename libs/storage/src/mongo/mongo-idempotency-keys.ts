import type { IdempotencyKeys, KeyName, KeyRecord } from '@fasttrack/jobs/idempotency-keys.port';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import { CombinedCalls } from './combined-calls';
import { DUPLICATE_KEY } from './duplicate-key';
import { inLockOrder } from './lock-order';
import type { MongoLink } from './mongo-link';
import type { IdempotencyRecord } from './records';
import { refusalsOf, settleBatch } from './settle-batch';
import type { Writes } from './writes';

/** Rounds against other processes, and the server's own removal, over keys that have just expired. */
const MAX_ROUNDS = 5;

type Found = KeyRecord | 'expired';
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
    const outcomes = new Map<KeyRecord, Outcome>();
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const left = sorted(records.filter((record) => !outcomes.has(record)));
      const found = await settleBatch<KeyRecord, Found>(left, {
        write: (some) => this.insert(some),
        lookUp: (some) => this.standing(some),
      });
      const expired = left.filter((record, at) => {
        const one = found[at] ?? 'expired';
        if (one !== 'expired') outcomes.set(record, one);
        return one === 'expired';
      });
      if (expired.length === 0) break;
      await this.remove(expired);
    }
    return records.map((record) => outcomes.get(record) ?? new StoreUnavailableError(new Error('keys keep changing')));
  }

  private async insert(records: readonly KeyRecord[]): Promise<readonly Found[]> {
    try {
      await this.collections.keys.insertMany(records.map(toRecord), { ordered: false, lean: true });
      return records;
    } catch (error) {
      const refusals = refusalsOf(error);
      if (refusals.length === 0 || refusals.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      // What stood in the way and is gone by now had expired.
      return (await this.standing(records)).map((found) => found ?? 'expired');
    }
  }

  /** What stands for the keys, be it the same record or another. */
  private async standing(records: readonly KeyRecord[]): Promise<(Found | undefined)[]> {
    const found = await this.read(records);
    return records.map(({ createdAt }, at) => {
      const one = found[at];
      return one && one.expiresAt <= createdAt ? 'expired' : one;
    });
  }

  /** Only what has expired: the next round inserts again, and the id decides anew. */
  private async remove(records: readonly KeyRecord[]): Promise<void> {
    await this.collections.keys.bulkWrite(
      records.map((record) => ({
        deleteOne: { filter: { _id: idOf(record), expiresAt: trusted({ $lte: record.createdAt }) } },
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

const sorted = (records: readonly KeyRecord[]): KeyRecord[] =>
  inLockOrder(records.map((record) => ({ id: idOf(record), record }))).map(({ record }) => record);

const toRecord = ({ fingerprint, jobIds, createdAt, expiresAt, ...name }: KeyRecord): IdempotencyRecord => ({
  _id: idOf(name),
  fingerprint,
  jobIds: [...jobIds],
  createdAt,
  expiresAt,
});
