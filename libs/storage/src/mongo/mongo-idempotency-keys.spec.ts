import { aKeyRecord, describeIdempotencyKeys } from '@fasttrack/jobs/testing/idempotency-keys.contract';
import type { OpenKeys } from '@fasttrack/jobs/testing/idempotency-keys.contract';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

const keysOf = ({ store, reopen, close }: OpenMongoStore): OpenKeys => ({
  keys: store.keys,
  reopen: async () => keysOf(await reopen()),
  close,
});

describeIdempotencyKeys('mongo', async () => keysOf(await openMongoStore()));

describe('MongoIdempotencyKeys in several processes', () => {
  let stores: OpenMongoStore[];
  beforeEach(async () => {
    const one = await openMongoStore();
    stores = [one, await one.another(), await one.another()];
  });
  afterEach(async () => {
    for (const { store, connection } of stores.slice(1)) {
      await store.close();
      await connection.close();
    }
    await stores[0]?.close();
  });

  it.each([1, 2, 3, 4, 5])('let one of 60 win a free key, then an expired one (round %i)', async () => {
    const race = async (createdAt: Date): Promise<Set<unknown>> => {
      const calls = Array.from({ length: 60 }, (_, n) => stores[n % 3]!.store.keys.keep(aKeyRecord({ createdAt })));
      return new Set((await Promise.all(calls)).map((record) => record.jobIds[0]));
    };
    const first = await race(new Date());
    expect(first.size).toBe(1);
    await expect(race(new Date(Date.now() + 1000))).resolves.toEqual(first);
    const again = await race(new Date(Date.now() + 25 * 3_600_000));
    expect(again.size).toBe(1);
    expect(again).not.toEqual(first);
  });

  it('agree about many keys that come in other orders', async () => {
    const names = Array.from({ length: 100 }, (_, n) => `k${n}`);
    const orders = [names, [...names].reverse(), [...names].sort()];
    const calls = orders.flatMap((keys, at) => keys.map((key) => stores[at]!.store.keys.keep(aKeyRecord({ key }))));
    const standing = await Promise.all(calls);
    const byKey = new Map(standing.map((record) => [record.key, record.jobIds]));
    for (const record of standing) expect(record.jobIds).toEqual(byKey.get(record.key));
    expect(new Set(standing.map((record) => record.jobIds[0])).size).toBe(100);
  });

  it('are spared records that have expired, by the server', async () => {
    const indexes = await stores[0]?.collections.keys.collection.indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ name: 'expired', expireAfterSeconds: 0 }));
  });
});
