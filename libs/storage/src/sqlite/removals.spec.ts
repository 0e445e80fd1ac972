import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import Database = require('libsql');
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { databaseFile } from './open-database';

const DAY_MS = 86_400_000;
const JOBS = 3000;

describe('The removal of old jobs', () => {
  it('rewrites no words: a removal that did would hold all writers up for as long as it reads dead ones', async () => {
    const opened = await openSqliteStore(undefined, undefined, rulesWith({ prompt: { retention: { completed: 1 } } }));
    const { store, clock, directory } = opened;
    const at = clock.now();
    const prompt = (job: number): string =>
      Array.from({ length: 40 }, (_, n) => `word${(job * 7 + n * 31) % 999}`).join(' ');
    const ended = { status: 'COMPLETED', completedAt: at } as const;
    await store.insert(Array.from({ length: JOBS }, (_, job) => aJob({ ...ended, payload: { prompt: prompt(job) } })));
    const file = new Database(databaseFile(directory));
    const statement = file.prepare('SELECT count(*) AS pages FROM words_data');
    const pages = (): number => (statement.get() as { pages: number }).pages;
    const before = pages();
    clock.advance(2 * DAY_MS);
    for (let hasMore = true; hasMore;) ({ hasMore } = await store.sweep(500));
    await expect(store.counts()).resolves.toEqual([]);
    expect(pages()).toBeGreaterThanOrEqual(before);
    file.close();
    await opened.close();
  });
});
