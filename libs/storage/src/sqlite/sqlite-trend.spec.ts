import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeJobFigures } from '@fasttrack/jobs/testing/job-figures.contract';
import { describeJobFiguresModel } from '@fasttrack/jobs/testing/job-figures.model';
import { TREND_UNITS } from '@fasttrack/jobs/trend/trend-units';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import Database = require('libsql');
import { databaseFile } from './open-database';
import { TrendReader } from './trend-reader';
import { TrendRows } from './trend-rows';

describeJobFigures('sqlite', () => openSqliteStore());
describeJobFiguresModel('sqlite', () => openSqliteStore());

describe('The rows of the trend', () => {
  it('are found by their key: no statement reads a job or a whole table', async () => {
    const { close, directory, store } = await openSqliteStore();
    await store.insert([aJob()]);
    const db = new Database(databaseFile(directory));
    const prepare = jest.spyOn(Database.prototype, 'prepare');
    new TrendRows(db);
    new TrendReader(db);
    const texts = prepare.mock.calls.map(([sql]) => sql);
    prepare.mockRestore();
    const steps = texts.flatMap((sql) => {
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(sql.match(/\?/g) ?? [])) as { detail: string }[];
      return plan.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH|USE)/.test(detail));
    });
    expect(steps.length).toBeGreaterThan(texts.length);
    expect(steps.filter((step) => !/^SEARCH (trend USING PRIMARY KEY|types USING COVERING INDEX)/.test(step))).toEqual(
      [],
    );
    db.close();
    await close();
  });

  it('are one for each type and minute, whatever a minute has of changes', async () => {
    const { clock, close, directory, store } = await openSqliteStore();
    for (let batch = 0; batch < 20; batch++) await store.insert([aJob(), aJob({ type: 'report' })]);
    const db = new Database(databaseFile(directory));
    const rows = (): unknown => db.prepare('SELECT unit, count(*) AS count FROM trend GROUP BY unit').all();
    expect(rows()).toEqual([{ unit: 0, count: 2 }]);
    clock.advance(60_000);
    await store.sweep(10);
    // With the sums of the minute that is over: of all types, and of each in its hour and its day.
    expect(rows()).toEqual(TREND_UNITS.map((_unit, unit) => ({ unit, count: 3 })));
    db.close();
    await close();
  });
});
