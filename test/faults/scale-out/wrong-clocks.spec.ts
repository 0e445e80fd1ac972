import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { submit } from '../support/jobs-client';
import { Cluster } from './support/cluster';
import { judge } from './support/verdict';

/** Where Debian's package `faketime` keeps its library, whatever the machine. */
function libfaketime(): string {
  const files = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/faketime/libfaketime.so.1`);
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error('libfaketime is not there: apt-get install faketime');
  return found;
}

/** Environment of a process whose clock is wrong by so much. (The program `faketime` would stand between us and it.) */
const clockSetBy = (offset: string): Record<string, string> => ({
  LD_PRELOAD: libfaketime(),
  FAKETIME: offset,
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
});

const JOBS = 300;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const END_LIMIT_MS = 30_000;

describe('workers whose clocks are an hour early and an hour late', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    const env = { SIMULATED_DELAY_MS: '1500', LEASE_SECONDS: '3' };
    cluster = await Cluster.start({ apis: 1, workers: 0, env });
    await cluster.add('worker', 1, clockSetBy('+1h'));
    await cluster.add('worker', 1, clockSetBy('-1h'));
  });
  afterAll(() => cluster.close());

  it('have clocks that are wrong', () => {
    const clocks = ['+1h', '-1h'].map((offset) =>
      Number(execFileSync(process.execPath, ['-p', 'Date.now()'], { env: clockSetBy(offset), encoding: 'utf8' })),
    );
    const hours = clocks.map((at) => Math.round((at - Date.now()) / HOUR_MS));
    expect(hours).toEqual([1, -1]);
  });

  it('go by the clock of the store: no lease ends early, no job runs twice, no time is wrong', async () => {
    const start = Date.now();
    const acked = await Promise.all(Array.from({ length: JOBS }, (_, n) => submit(cluster.url, `job ${n}`)));
    const { jobs, lost } = await judge(
      cluster.url,
      acked.map(({ id }) => id),
      END_LIMIT_MS,
    );
    const times = jobs.flatMap(({ history }) => history.map(({ at }) => Date.parse(at)));
    const workers = new Set(
      jobs.flatMap(({ history }) => history.filter((e) => e.event === 'claimed').map((e) => e.by)),
    );
    expect(lost).toEqual([]);
    expect(cluster.receipts.doubled).toEqual([]);
    expect(jobs.filter(({ attempt }) => attempt !== 1)).toEqual([]);
    expect(times.filter((at) => Math.abs(at - start) > MINUTE_MS)).toEqual([]);
    expect(workers.size).toBe(2);
  }, 120_000);
});
