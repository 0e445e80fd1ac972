import { SystemClock } from '@fasttrack/foundation/clock/clock';
import type { Job } from '@fasttrack/jobs/job';
import { complete } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import { databaseFile } from '@fasttrack/storage/sqlite/open-database';
import { SqliteJobStore } from '@fasttrack/storage/sqlite/sqlite-job-store';
import Database = require('libsql');
import { aDirectory, removeDirectories } from './support/a-directory';
import { fillStore } from './support/million-jobs';

const MILLION = 1_000_000;
const FILL_LIMIT_MS = 300_000;
/** Held against a store of few jobs: a look at all of them takes thousands of times as long. */
const AT_MOST_TIMES = 25;
const ROUNDS = 9;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds of the usual one of several calls. */
async function msOf(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

describe('a million jobs of a type that is held back', () => {
  const directories = { few: '', many: '' };
  beforeAll(async () => {
    directories.few = aDirectory();
    directories.many = aDirectory();
    await fillStore(directories.few, 1000);
    await fillStore(directories.many, MILLION);
  }, FILL_LIMIT_MS);
  afterAll(removeDirectories);

  const reports = (): Job[] => Array.from({ length: 2 * ROUNDS }, () => aJob({ type: 'report', priority: 1 }));

  /** How long a pause, a claim and a sweep take in a store whose first type is held back. */
  async function costsIn(directory: string): Promise<Record<'pause' | 'claim' | 'sweep', number>> {
    const store = await SqliteJobStore.open(directory, new SystemClock());
    const change = (wanted: object) => store.controls.change({ type: 'prompt', at: new Date(), by: 'test', ...wanted });
    await store.insert(reports());
    const pause = await msOf(() => change({ paused: true }));
    const claim = await msOf(async () => {
      const [job, ...others] = await store.claim(aClaim(), 1);
      expect([job?.type, others]).toEqual(['report', []]);
    });
    await change({ paused: false, concurrency: 1 });
    await expect(store.claim(aClaim({ types: ['prompt'] }), 9)).resolves.toHaveLength(1);
    const capped = await msOf(async () => {
      const [job, ...others] = await store.claim(aClaim(), 1);
      expect([job?.type, others]).toEqual(['report', []]);
    });
    const sweep = await msOf(() => store.sweep(100));
    await expect(store.sweep(100)).resolves.toMatchObject({ ready: [], capped: ['prompt'] });
    await store.close();
    return { pause, claim: Math.max(claim, capped), sweep };
  }

  it('costs no claim, no sweep and no pause what its jobs would: they are never looked at', async () => {
    const few = await costsIn(directories.few);
    const many = await costsIn(directories.many);
    process.stdout.write(`ms with 1,000 and 1,000,000 jobs held back: ${JSON.stringify({ few, many })}\n`);
    for (const name of ['pause', 'claim', 'sweep'] as const) {
      expect(many[name]).toBeLessThan(Math.max(few[name], 1) * AT_MOST_TIMES);
    }
  });

  it('is not read to find the few ended jobs that need not be kept', async () => {
    const db = new Database(databaseFile(directories.many));
    const old = Date.now() - 40 * 86_400_000;
    db.exec(`UPDATE jobs SET status = 2, ready = 0, completed_at = ${Date.now()} WHERE n <= 300000`);
    db.exec(`UPDATE jobs SET completed_at = ${old} WHERE n IN (5, 150000, 299999)`);
    db.exec(
      `UPDATE counters SET count = count - 300000 WHERE status = 0 AND type = 1; INSERT OR REPLACE INTO counters VALUES(2, 1, 300000)`,
    );
    db.close();
    const store = await SqliteJobStore.open(directories.many, new SystemClock(), { rules: rulesWith({}, 30) });
    const [job] = await store.claim(aClaim({ types: ['report'] }), 1);
    if (job) await store.apply([complete(job, { result: 1 }, { at: new Date(), by: 'test' })]);
    const startedAt = performance.now();
    await expect(store.sweep(100)).resolves.toMatchObject({
      removed: [{ type: 'prompt', status: 'COMPLETED', count: 3 }],
      hasMore: false,
    });
    process.stdout.write(`ms to remove 3 of 300,000 ended jobs: ${Math.round(performance.now() - startedAt)}\n`);
    await store.close();
  });
});
