import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import { complete } from '@fasttrack/jobs/job-life';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeJobStore } from '@fasttrack/jobs/testing/job-store.contract';
import { describeJobStoreModel } from '@fasttrack/jobs/testing/job-store.model';
import { failThread } from '@fasttrack/storage/testing/fail-thread';
import { aDirectory, openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import Database = require('libsql');
import { SqliteJobStore } from './sqlite-job-store';

describeJobStore('sqlite', () => openSqliteStore());
describeJobStoreModel('sqlite', () => openSqliteStore());

describe('SqliteJobStore', () => {
  it('makes files that only their owner can read', async () => {
    const directory = aDirectory();
    const { close, store } = await openSqliteStore(directory);
    await store.insert([aJob()]);
    const modes = ['fasttrack.db', 'fasttrack.db-wal', 'lock.db'].map(
      (name) => statSync(join(directory, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    await close();
  });

  it('refuses a directory that is in use', async () => {
    const directory = aDirectory();
    const { close } = await openSqliteStore(directory);
    await expect(openSqliteStore(directory)).rejects.toThrow('already in use');
    await close();
  });

  it('refuses a file that is no database and leaves it as it is', async () => {
    const directory = aDirectory();
    const file = join(directory, 'fasttrack.db');
    writeFileSync(file, 'not a database, '.repeat(1000));
    await expect(openSqliteStore(directory)).rejects.toThrow(/fasttrack\.db cannot be used/);
    expect(readFileSync(file, 'utf8')).toBe('not a database, '.repeat(1000));
    rmSync(directory, { recursive: true });
  });

  it('writes nothing when a sweep finds nothing', async () => {
    const directory = aDirectory();
    const { close, store } = await openSqliteStore(directory);
    await store.insert([aJob()]);
    const size = (): number => statSync(join(directory, 'fasttrack.db-wal')).size;
    const before = size();
    await store.sweep(10);
    expect(size()).toBe(before);
    await close();
  });

  it('shows jobs that were stored before there were titles without one', async () => {
    const directory = aDirectory();
    const before = await openSqliteStore(directory);
    const job = aJob({ type: 'email', payload: { subject: 'Your invoice' } });
    await before.store.insert([job]);
    await before.store.close();
    const file = new Database(join(directory, 'fasttrack.db'));
    file.exec("UPDATE jobs SET excerpt = json_remove(excerpt, '$.title')");
    file.close();
    const { store, close } = await openSqliteStore(directory);
    await store.apply([complete(job, { result: 'sent' }, { at: job.createdAt, by: 'test' })]);
    const { rows } = await store.list({ limit: 1 });
    expect(rows).toMatchObject([{ id: job.id, result: 'sent' }]);
    expect(rows[0]).not.toHaveProperty('title');
    await close();
  });

  it('rejects with StoreUnavailableError once it is closed', async () => {
    const { close, store } = await openSqliteStore();
    await close();
    await expect(store.insert([aJob()])).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(store.find('x')).rejects.toMatchObject({ code: 'store.unavailable' });
  });

  it('lets an operation that cannot be carried out fail alone', async () => {
    const { close, store } = await openSqliteStore();
    const [first, second] = [aJob(), aJob()];
    const broken = aJob({ maxAttempts: null as unknown as number });
    const settled = await Promise.allSettled([[first], [broken], [second]].map((jobs) => store.insert(jobs)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(Promise.all([first, broken, second].map(({ id }) => store.find(id)))).resolves.toEqual([
      first,
      null,
      second,
    ]);
    await expect(store.counts()).resolves.toEqual([{ status: 'PENDING', type: 'prompt', count: 2 }]);
    await expect(store.check()).resolves.toBeUndefined();
    await close();
  });

  it("refuses another program's database and leaves it as it is", async () => {
    const directory = aDirectory();
    const file = join(directory, 'fasttrack.db');
    const other = new Database(file);
    other.exec('CREATE TABLE notes(text TEXT); PRAGMA user_version=1');
    other.close();
    const before = readFileSync(file);
    await expect(openSqliteStore(directory)).rejects.toThrow('belongs to another program');
    expect(readFileSync(file).equals(before)).toBe(true);
    rmSync(directory, { recursive: true });
  });

  it('calls only a directory in use what another process uses', async () => {
    const directory = aDirectory();
    writeFileSync(join(directory, 'lock.db'), 'not a database, '.repeat(1000));
    await expect(openSqliteStore(directory)).rejects.toThrow(/lock\.db cannot be used/);
    rmSync(directory, { recursive: true });
  });

  it('says that it is lost when its thread ends, and then that nothing can be stored', async () => {
    const directory = aDirectory();
    const onLost = jest.fn();
    const store = await SqliteJobStore.open(directory, new ManualClock(), { onLost });
    const sent = jest.spyOn(Worker.prototype, 'postMessage');
    await store.insert([aJob()]);
    await failThread(sent.mock.contexts[0] as Worker);
    sent.mockRestore();
    expect(onLost).toHaveBeenCalledTimes(1);
    await expect(store.check()).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(store.insert([aJob()])).rejects.toMatchObject({ code: 'store.unavailable' });
    await store.close();
    rmSync(directory, { recursive: true });
  });
});
