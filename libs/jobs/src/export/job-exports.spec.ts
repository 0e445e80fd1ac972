import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { toJobView } from '../http/job-view';
import type { JobViews } from '../http/job-views';
import type { JobScan } from '../job-scan.port';
import type { JobStore } from '../job-store.port';
import { FORMATS } from './export-format';
import { JobExports } from './job-exports';

const JOBS = 1000;
const LENGTH = 20_000;
const TURNS = 200;

describe('JobExports', () => {
  let opened: OpenSqliteStore;
  let exports: JobExports;
  let pages: jest.SpiedFunction<JobStore['list']>;
  let reads: jest.SpiedFunction<JobScan['findAll']>;

  beforeEach(async () => {
    opened = await openSqliteStore();
    const { store, clock } = opened;
    await store.insert(Array.from({ length: JOBS }, () => aJob({ payload: { prompt: 'p'.repeat(LENGTH) } })));
    const all: JobViews['all'] = (jobs) =>
      Promise.resolve(jobs.map((job) => toJobView(job, clock.now(), () => ({ reason: 'worker' }))));
    pages = jest.spyOn(store, 'list');
    reads = jest.spyOn(store.scan, 'findAll');
    exports = new JobExports(store, store.scan, { all } as JobViews);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await opened.close();
  });

  const jobsRead = (): number => reads.mock.calls.reduce((sum, [ids]) => sum + ids.length, 0);
  async function manyTurns(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await nextTurn();
  }

  it('reads no more than is taken, and nothing once the caller has hung up', async () => {
    const file = await exports.open({}, FORMATS.json);
    await once(file, 'readable');
    file.read();
    await manyTurns();
    const read = jobsRead();
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(JOBS / 4);
    file.destroy();
    await once(file, 'close');
    await manyTurns();
    expect(jobsRead()).toBe(read);
    expect(pages).toHaveBeenCalledTimes(1);
  });

  it('reads fewer jobs at once when they are large', async () => {
    let length = 0;
    for await (const piece of await exports.open({}, FORMATS.json)) length += (piece as Buffer).length;
    expect(length).toBeGreaterThan(JOBS * LENGTH);
    const [, ...widths] = reads.mock.calls.map(([ids]) => ids.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(13);
    expect(jobsRead()).toBe(JOBS);
  });
});
