import type { OperationView } from '@fasttrack/contracts';
import { begin, cancelledJobs, operationUntil, retriesOf } from '../support/bulk-client';
import { Cluster } from './support/cluster';

const JOBS = 2000;
/** How long a process is believed to live that says nothing, and a look for what it left. */
const TAKE_OVER_MS = 15_000;

const goesOn =
  (before: number) =>
  ({ state, changed }: OperationView): boolean =>
    changed > before || state !== 'RUNNING';

describe(`an operation over ${JOBS} jobs, with two servers and a worker`, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ apis: 2, workers: 1, env: { EXECUTORS: 'prompt=pull' } });
  });
  afterAll(() => cluster.close());

  it('is taken over from processes that are killed, changes each job once and counts each once', async () => {
    await cluster.telling(async () => {
      await cancelledJobs(cluster.url, JOBS);
      const { id } = await begin(cluster.url, { action: 'retry', filter: {}, pace: 150 });
      for (let place = 0; place < 3; place++) {
        const share = (JOBS / 5) * (place + 1);
        await operationUntil(cluster.url, id, ({ changed }) => changed >= share, 60_000);
        await cluster.killAndRestart(place);
        const { changed } = await operationUntil(cluster.url, id, () => true, 1000);
        await operationUntil(cluster.url, id, goesOn(changed), TAKE_OVER_MS);
      }
      const over = await operationUntil(cluster.url, id, ({ state }) => state !== 'RUNNING', 60_000);
      const retries = await retriesOf(cluster.url);
      process.stdout.write(
        `jobs by retries ${JSON.stringify(retries)}; changed ${over.changed} skipped ${over.skipped} failed ${over.failed}\n`,
      );
      expect(over).toMatchObject({ state: 'COMPLETED', total: JOBS, changed: JOBS, skipped: 0, failed: 0 });
      expect(retries).toEqual({ 1: JOBS });
    });
  }, 240_000);
});
