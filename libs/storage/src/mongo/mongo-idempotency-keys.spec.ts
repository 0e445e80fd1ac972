import { aKeyRecord, describeIdempotencyKeys } from '@fasttrack/jobs/testing/idempotency-keys.contract';
import type { OpenKeys } from '@fasttrack/jobs/testing/idempotency-keys.contract';
import { eventually } from '@fasttrack/storage/testing/eventually';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { mongoUri, openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { TcpProxy } from '@fasttrack/storage/testing/tcp-proxy';
import { Logger } from '@nestjs/common';

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

describe('MongoIdempotencyKeys on a bad way to its server', () => {
  let proxy: TcpProxy;
  let near: OpenMongoStore;
  let far: OpenMongoStore;
  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    const { hostname, port } = new URL(mongoUri());
    proxy = await new TcpProxy(hostname, Number(port)).up();
    near = await openMongoStore();
    far = await near.another(`mongodb://${proxy.address}/`);
  });
  afterEach(async () => {
    await far.store.close();
    await far.connection.close();
    await near.close();
    await proxy.down();
    jest.restoreAllMocks();
  });

  it('know whose record stands though the answer was lost', async () => {
    const [first, late, free] = [aKeyRecord(), aKeyRecord(), aKeyRecord({ key: 'free' })];
    await near.store.keys.keep(first);
    proxy.loseAnswerTo('insert');
    const kept = await Promise.all([late, free].map((record) => far.store.keys.keep(record)));
    expect(kept).toEqual([first, free]);
    await expect(near.store.keys.find(free, new Date())).resolves.toEqual(free);
  });

  it('keep nothing of a record that did not reach it', async () => {
    const [first, again] = [aKeyRecord(), aKeyRecord()];
    proxy.refuse('insert');
    await expect(far.store.keys.keep(first)).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(near.store.keys.keep(again)).resolves.toEqual(again);
    proxy.refuse();
    await expect(eventually(() => far.store.keys.keep(first))).resolves.toEqual(again);
  });
});
