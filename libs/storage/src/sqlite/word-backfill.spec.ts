import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from './open-database';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { aDirectory, openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import Database = require('libsql');

const JOBS = 2500;
const CREATED_MS = 1_700_000_000_000;
const idOf = (n: number): string => `018bcfe5-6800-7000-8000-${String(n).padStart(12, '0')}`;

/** A store as it was before jobs could be searched, with jobs in it; every tenth failed and has a tag and a key. */
function fillOldStore(directory: string): void {
  const db = new Database(databaseFile(directory));
  for (const name of ['0001-jobs.sql', '0002-idempotency.sql'])
    db.exec(readFileSync(join(__dirname, 'migrations', name), 'utf8'));
  db.exec("PRAGMA user_version=2; PRAGMA application_id=0x4654524b; INSERT INTO types VALUES(1, 'prompt'); BEGIN");
  const job = db.prepare(
    `INSERT INTO jobs(n, id, status, type, priority, ready, turn, due_at, attempt, attempts, max_attempts, created_at, updated_at,
       details, excerpt, history, history_omitted) VALUES(?, ?, ?, 1, 3, 1, 0, 0, 0, 0, 3, ?, ?, ?, '{}', '[]', 0)`,
  );
  const body = db.prepare('INSERT INTO bodies VALUES(?, ?, NULL)');
  for (let n = 1; n <= JOBS; n++) {
    const isTenth = n % 10 === 0;
    const error = { code: 'worker_error', message: 'Kaputt', retryable: false };
    const details = { expects: 'json', ...(isTenth && { tags: ['tenth', 'x'], key: 'k', error, resultValid: false }) };
    // One was created an hour before the one that was stored before it.
    const createdMs = CREATED_MS + n * 1000 - (n === 1500 ? 3_600_000 : 0);
    job.run(n, idOf(n), isTenth ? 3 : 0, createdMs, createdMs, JSON.stringify(details));
    body.run(n, JSON.stringify({ prompt: `number${n} of all` }));
  }
  db.exec(`INSERT INTO counters SELECT status, type, count(*) FROM jobs GROUP BY status, type; COMMIT`);
  db.close();
}

describe('A store of an older build', () => {
  it('gets words, tags and keys for the jobs that it has', async () => {
    const directory = aDirectory();
    fillOldStore(directory);
    const { close, store } = await openSqliteStore(directory);
    const total = async (query: object): Promise<number> => (await store.list({ limit: 1, ...query })).total;
    await expect(store.list({ search: 'number7 ', limit: 1 })).resolves.toMatchObject({ total: 111 });
    await expect(store.list({ search: `number${JOBS}`, limit: 10 })).resolves.toMatchObject({
      rows: [{ id: idOf(JOBS) }],
    });
    await expect(total({ search: 'all' })).resolves.toBe(JOBS);
    for (const query of [{ search: 'kaputt' }, { tag: 'tenth' }, { key: 'k' }, { resultValid: false }])
      await expect(total(query)).resolves.toBe(JOBS / 10);
    const createdBefore = new Date(CREATED_MS);
    await expect(store.list({ createdBefore, limit: 10 })).resolves.toMatchObject({
      total: 1,
      rows: [{ id: idOf(1500) }],
    });
    await store.insert([aJob({ payload: { prompt: 'fresh' } })]);
    await expect(total({ search: 'fresh' })).resolves.toBe(1);
    await close();
  });

  it('goes on with the words where a start was cut short', async () => {
    const directory = aDirectory();
    fillOldStore(directory);
    const first = await openSqliteStore(directory);
    await first.store.close();
    const db = new Database(databaseFile(directory));
    db.exec("DELETE FROM words WHERE rowid <= 700; UPDATE meta SET value = '700' WHERE name = 'without_words'");
    db.close();
    const { close, store } = await openSqliteStore(directory);
    await expect(store.list({ search: 'all', limit: 1 })).resolves.toMatchObject({ total: JOBS });
    await close();
  });

  it('forgets words and tags with their job, whoever removes it', async () => {
    const { close, directory, store } = await openSqliteStore();
    const [gone, kept] = [aJob({ tags: ['a', 'b"\u00fc'] }), aJob({ tags: ['a'] })];
    await store.insert([gone, kept]);
    const db = new Database(databaseFile(directory));
    db.prepare('DELETE FROM jobs WHERE id = ?').run(gone.id);
    expect(db.prepare('SELECT tag FROM tags').all()).toEqual([{ tag: 'a' }]);
    db.close();
    await expect(store.list({ search: 'hello', limit: 10 })).resolves.toMatchObject({
      total: 1,
      rows: [{ id: kept.id }],
    });
    await close();
  });
});
