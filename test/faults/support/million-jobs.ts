import { SystemClock } from '@fasttrack/foundation/clock/clock';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { databaseFile } from '@fasttrack/storage/sqlite/open-database';
import { SqliteJobStore } from '@fasttrack/storage/sqlite/sqlite-job-store';
import Database = require('libsql');

/** Puts `count` waiting jobs of five priorities into the store of a directory: copies of one that the store wrote itself. */
export async function fillStore(directory: string, count: number): Promise<void> {
  const store = await SqliteJobStore.open(directory, new SystemClock());
  await store.insert([aJob({ payload: { prompt: 'x'.repeat(200) } })]);
  await store.close();
  const db = new Database(databaseFile(directory));
  db.exec('PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN');
  copyRows(db, 'jobs', count, {
    n: 'k.i + 1',
    id: "printf('%08x-0000-7000-8000-%012x', k.i, k.i)",
    priority: '1 + k.i % 5',
  });
  copyRows(db, 'bodies', count, { n: 'k.i + 1' });
  db.prepare('UPDATE counters SET count = ?').run(count);
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Copies the first row until there are `count`, with some columns calculated from the copy's number `k.i`. */
export function copyRows(
  db: Database.Database,
  table: string,
  count: number,
  calculated: Readonly<Record<string, string>>,
): void {
  const columns = (db.prepare(`PRAGMA table_info(${table})`).all() as { name: string }[]).map(({ name }) => name);
  const values = columns.map((name) => calculated[name] ?? `one.${name}`);
  db.exec(
    `WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ${count - 1})
     INSERT INTO ${table}(${columns.join(', ')}) SELECT ${values.join(', ')} FROM k, (SELECT * FROM ${table} LIMIT 1) AS one`,
  );
}
