import { aCallback } from '@fasttrack/jobs/testing/a-callback';
import type { OpenCallbackLog } from '@fasttrack/jobs/testing/callback-log.contract';
import { describeCallbackLog } from '@fasttrack/jobs/testing/callback-log.contract';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import Database = require('libsql');
import { CALLBACK_LISTS } from './callback-reader';
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

  it.each(Object.entries(CALLBACK_LISTS))('reads a list from one index, in its order: %s', async (_name, text) => {
    const { directory, close } = await openSqliteStore();
    const file = new Database(databaseFile(directory));
    const values = [...text.matchAll(/\?/g)].map(() => 'x');
    const plan = file.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[];
    const details = plan.map(({ detail }) => detail).join('; ');
    expect(details).toMatch(/^SEARCH callbacks USING INDEX \S+ \(([^;]+ )?id<\?\)$/);
    file.close();
    await close();
  });
});
