import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, read, readUntil, submit, times } from '../support/jobs-client';
import { Cluster } from './support/cluster';

const LEASE_SECONDS = 2;

describe('a worker that is stopped past its lease and goes on', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    const env = { SIMULATED_DELAY_MS: '1500', LEASE_SECONDS: String(LEASE_SECONDS) };
    cluster = await Cluster.start({ apis: 1, workers: 1, env });
  });
  afterAll(() => cluster.close());

  it('writes nothing of its old runs: each job ends once, by the run of another worker', async () => {
    const jobs = await Promise.all(Array.from({ length: 20 }, (_, n) => submit(cluster.url, `job ${n}`)));
    await Promise.all(
      jobs.map(({ id }) => readUntil(cluster.url, id, ({ status }) => status === 'PROCESSING', 10_000)),
    );
    const stopped = cluster.at(1);
    stopped.signal('SIGSTOP');
    await cluster.add('worker', 1);
    const ended = await Promise.all(jobs.map(({ id }) => readUntil(cluster.url, id, hasEnded, 30_000)));
    stopped.signal('SIGCONT');
    // Its timers fire now: it calls back for runs that are not its own any more, and settles them.
    await delay(4000);
    const after = await Promise.all(jobs.map(({ id }) => read(cluster.url, id)));
    expect(after).toEqual(ended);
    expect(ended.filter((job) => job.status !== 'COMPLETED' || job.attempt !== 2)).toEqual([]);
    expect(ended.filter((job) => times(job, 'completed') !== 1)).toEqual([]);
    const stale = jobs.filter(({ id }) => cluster.receipts.runs.has(`${id}/1`));
    process.stdout.write(
      `stopped past its lease: ${jobs.length} runs lost, ${stale.length} stale callbacks, applied 0\n`,
    );
    expect(stale.length).toBeGreaterThan(0);
  }, 90_000);
});
