import { SystemClock } from '@fasttrack/foundation/clock/clock';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { databaseFile } from '@fasttrack/storage/sqlite/open-database';
import { SqliteJobStore } from '@fasttrack/storage/sqlite/sqlite-job-store';
import Database = require('libsql');
import { copyRows } from './million-jobs';

/** Jobs that are found by `RARE_WORD`, `RARE_TAG`, `RARE_KEY` or `FAILED`, in a store of any size. */
export const RARE_JOBS = 80;
export const RARE_WORD = 'comet';
export const RARE_TAG = 'urgent';
export const RARE_KEY = 'one-of-us';
/** Creation of the oldest job, and how far apart jobs are created. */
export const OLDEST_MS = 1_700_000_000_000;
export const APART_MS = 1000;

const TYPES = ['prompt', 'report', 'email'];
const STATUS = { PENDING: 0, COMPLETED: 2, FAILED: 3 };

/**
 * Fills the store of a directory with jobs of three types and three states, copies of some that the store wrote itself.
 * Most are completed, a tenth waits, and a few are rare: of these there are as many in a small store as in a large one.
 */
export async function fillVaried(directory: string, count: number): Promise<void> {
  const store = await SqliteJobStore.open(directory, new SystemClock());
  await store.insert([aJob({ payload: { prompt: 'x'.repeat(200) } })]);
  await store.insert(TYPES.slice(1).map((type) => aJob({ type })));
  await store.close();
  const db = new Database(databaseFile(directory));
  db.exec(
    'PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN; DELETE FROM jobs WHERE n > 1; DELETE FROM bodies WHERE n > 1',
  );
  const isRare = `(k.i % ${count / RARE_JOBS} = 1)`;
  copyRows(db, 'jobs', count, {
    n: 'k.i + 1',
    id: "printf('%08x-0000-7000-8000-%012x', k.i, k.i)",
    status: `CASE WHEN ${isRare} THEN ${STATUS.FAILED} WHEN k.i % 10 = 0 THEN ${STATUS.PENDING} ELSE ${STATUS.COMPLETED} END`,
    ready: 'k.i % 10 = 0',
    type: '1 + k.i % 3',
    priority: '1 + k.i % 5',
    key: `CASE WHEN ${isRare} THEN '${RARE_KEY}' END`,
    created_at: `${OLDEST_MS} + k.i * ${APART_MS}`,
    updated_at: `${OLDEST_MS} + (k.i * 7919 % ${count}) * ${APART_MS}`,
    result_valid: 'CASE WHEN k.i % 10 THEN 1 END',
  });
  copyRows(db, 'bodies', count, { n: 'k.i + 1' });
  fillIndexes(db, count);
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Six words a job; a word in every job, one in half of them, one in every thousandth, and one of its own. */
function fillIndexes(db: Database.Database, count: number): void {
  const isRare = `n % ${count / RARE_JOBS} = 2`;
  db.exec(`
    DELETE FROM words; DELETE FROM tags; DELETE FROM counters;
    INSERT INTO words(rowid, text) SELECT n, 'prompt summarize ' || CASE n % 2 WHEN 0 THEN 'even' ELSE 'odd' END ||
      ' w' || (n % 1000) || ' own' || n || CASE WHEN ${isRare} THEN ' ${RARE_WORD}' ELSE '' END FROM jobs;
    INSERT INTO tags SELECT CASE WHEN ${isRare} THEN '${RARE_TAG}' ELSE 'usual' END, n FROM jobs;
    INSERT INTO counters SELECT status, type, count(*) FROM jobs GROUP BY status, type;
  `);
}
