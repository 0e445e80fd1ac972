import { aCallback } from '@fasttrack/jobs/testing/a-callback';
import type { OpenCallbackLog } from '@fasttrack/jobs/testing/callback-log.contract';
import { describeCallbackLog } from '@fasttrack/jobs/testing/callback-log.contract';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import Database = require('libsql');
import { databaseFile } from './open-database';

const RULES = rulesWith({ prompt: { retention: { completed: 1 } } });

const opened = ({ store, clock, reopen, close }: OpenSqliteStore): OpenCallbackLog => ({
  log: store.callbacks,
  store,
  advance: (ms) => {
    clock.advance(ms);
  },
  reopen: async () => opened(await reopen()),
  close,
});

describeCallbackLog('sqlite', async () => opened(await openSqliteStore(undefined, undefined, RULES)));

describe('SqliteCallbackLog', () => {
  it('rejects with StoreUnavailableError once it is closed', async () => {
    const { store, close } = await openSqliteStore();
    await close();
    const unavailable = { code: 'store.unavailable' };
    await expect(store.callbacks.append([aCallback()])).rejects.toMatchObject(unavailable);
    await expect(store.callbacks.list({ limit: 1 })).rejects.toMatchObject(unavailable);
    await expect(store.callbacks.version()).rejects.toMatchObject(unavailable);
  });

  it('makes no unchanged poll of jobs a changed one', async () => {
    const { store, close } = await openSqliteStore();
    const before = await store.version();
    await store.callbacks.append([aCallback()]);
    await expect(store.version()).resolves.toBe(before);
    await close();
  });

  it('reads each kind of list from one index, in its order', async () => {
    const { directory, close } = await openSqliteStore();
    const file = new Database(databaseFile(directory));
    const planOf = (text: string): string =>
      (file.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ');
    const plans = ['true', "verdict = 'late'", "job_id = 'a'", "job_id = 'a' AND verdict = 'late'"].map((where) =>
      planOf(`SELECT entry FROM callbacks WHERE ${where} AND id < 'x' ORDER BY id DESC LIMIT 5`),
    );
    for (const plan of plans)
      expect(plan).toMatch(
        /^SEARCH callbacks USING INDEX \S+ \([^;]+id<\?\)$|^SEARCH callbacks USING INDEX \S+ \(id<\?\)$/,
      );
    file.close();
    await close();
  });
});
