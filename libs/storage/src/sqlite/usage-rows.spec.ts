import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeUsageFigures } from '@fasttrack/jobs/testing/usage-figures.contract';
import { aDirectory, openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { databaseFile } from './open-database';
import Database = require('libsql');

describeUsageFigures('sqlite', (rules) => openSqliteStore(undefined, undefined, rules));

describe('A store from before usage was summed up', () => {
  it('has the sums of the jobs that are there', async () => {
    const directory = aDirectory();
    const { store } = await openSqliteStore(directory);
    const used = (inputTokens?: number) => ({ model: 'm', ...(inputTokens && { inputTokens }) });
    await store.insert([
      aJob({ usage: used(2) }),
      aJob({ usage: used(3) }),
      aJob({ type: 'report', usage: used() }),
      aJob(),
    ]);
    await store.close();
    const db = new Database(databaseFile(directory));
    db.exec('DROP TABLE usage');
    db.exec(readFileSync(join(__dirname, 'migrations/0009-usage.sql'), 'utf8'));
    db.close();
    const opened = await openSqliteStore(directory);
    await expect(opened.figures.usage()).resolves.toEqual([{ type: 'prompt', inputTokens: 5, outputTokens: 0 }]);
    await opened.store.insert([aJob({ usage: { outputTokens: 1 } })]);
    await expect(opened.figures.usage()).resolves.toEqual([{ type: 'prompt', inputTokens: 5, outputTokens: 1 }]);
    await opened.close();
  });
});
