import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeJobStore } from '@fasttrack/jobs/testing/job-store.contract';
import { describeJobStoreModel } from '@fasttrack/jobs/testing/job-store.model';
import { aDirectory, openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

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

  it('rejects with StoreUnavailableError once it is closed', async () => {
    const { close, store } = await openSqliteStore();
    await close();
    await expect(store.insert([aJob()])).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(store.find('x')).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});
