import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeJobScan } from '@fasttrack/jobs/testing/job-scan.contract';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

describeJobScan('sqlite', async () => {
  const { store, close } = await openSqliteStore();
  return { store, scan: store.scan, close };
});

describe('SqliteJobScan', () => {
  it('lets others be served while it reads large jobs', async () => {
    const opened = await openSqliteStore();
    const result = Array.from({ length: 20_000 }, (_, n) => `line ${n}`);
    const jobs = Array.from({ length: 50 }, () => aJob({ status: 'COMPLETED', result }));
    await opened.store.insert(jobs);
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    const found = await opened.store.scan.findAll(jobs.map(({ id }) => id));
    clearInterval(others);
    expect(found).toHaveLength(jobs.length);
    expect(turns).toBeGreaterThan(0);
    await opened.close();
  });
});
