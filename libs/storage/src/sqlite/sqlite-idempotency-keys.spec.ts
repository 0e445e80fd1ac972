import { aKeyRecord, describeIdempotencyKeys } from '@fasttrack/jobs/testing/idempotency-keys.contract';
import type { OpenKeys } from '@fasttrack/jobs/testing/idempotency-keys.contract';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import Database = require('libsql');
import { databaseFile } from './open-database';

const keysOf = ({ store, reopen, close }: OpenSqliteStore): OpenKeys => ({
  keys: store.keys,
  reopen: async () => keysOf(await reopen()),
  close,
});

describeIdempotencyKeys('sqlite', async () => keysOf(await openSqliteStore()));

describe('SqliteIdempotencyKeys', () => {
  const countOf = (directory: string): number => {
    const db = new Database(databaseFile(directory));
    const [{ count } = { count: -1 }] = db.prepare('SELECT count(*) AS count FROM idempotency_keys').all() as {
      count: number;
    }[];
    db.close();
    return count;
  };

  it('removes records that have expired with each new one, a few at a time', async () => {
    const { store, directory, close } = await openSqliteStore();
    const old = Array.from({ length: 35 }, (_, n) => aKeyRecord({ key: `old-${n}`, createdAt: new Date(n) }));
    await Promise.all(old.map((record) => store.keys.keep(record)));
    expect(countOf(directory)).toBe(35);
    const counts: number[] = [];
    for (let n = 0; n < 4; n++) {
      await store.keys.keep(aKeyRecord({ key: `new-${n}` }));
      counts.push(countOf(directory));
    }
    expect(counts).toEqual([26, 17, 8, 4]);
    await close();
  });

  it('changes nothing that a list or a job shows', async () => {
    const { store, close } = await openSqliteStore();
    const before = await store.version();
    await store.keys.keep(aKeyRecord());
    await expect(store.version()).resolves.toBe(before);
    await close();
  });
});
