import { aDirectory, removeDirectories } from './support/a-directory';
import { begin, cancelledJobs, operationUntil, retriesOf } from './support/bulk-client';
import type { ServerOptions } from './support/server-process';
import { ServerProcess, freePort } from './support/server-process';

const JOBS = 2000;
const KILLS = 3;
/** How long a process is believed to live that says nothing, and what a start may take. */
const TAKE_OVER_MS = 10_000;
const START_MS = 5000;
const env = { WORKER_ENABLED: 'false' };

describe(`an operation over ${JOBS} jobs`, () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  const options = async (): Promise<ServerOptions> => ({ directory: aDirectory(), port: await freePort(), env });

  it('ends though its process is killed three times, changes each job once and counts each once', async () => {
    const where = await options();
    let server = await ServerProcess.start(where);
    await cancelledJobs(server.url, JOBS);
    const { id } = await begin(server.url, { action: 'retry', filter: {}, pace: 250 });
    let slowest = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      await operationUntil(server.url, id, ({ changed }) => changed >= (JOBS / (KILLS + 2)) * kill, 60_000);
      await server.kill();
      const killedAt = Date.now();
      server = await ServerProcess.start(where);
      const { changed } = await operationUntil(server.url, id, () => true, 1000);
      await operationUntil(server.url, id, (now) => now.changed > changed, TAKE_OVER_MS + START_MS);
      slowest = Math.max(slowest, Date.now() - killedAt);
    }
    const over = await operationUntil(server.url, id, ({ state }) => state !== 'RUNNING', 60_000);
    const retries = await retriesOf(server.url);
    process.stdout.write(
      `killed ${KILLS} times; taken over within ${(slowest / 1000).toFixed(1)} s; jobs by retries ${JSON.stringify(retries)}; ` +
        `total ${over.total} changed ${over.changed} skipped ${over.skipped} failed ${over.failed}\n`,
    );
    expect(over).toMatchObject({
      ...{ state: 'COMPLETED', total: JOBS, examined: JOBS },
      ...{ changed: JOBS, skipped: 0, failed: 0 },
    });
    expect(retries).toEqual({ 1: JOBS });
  }, 180_000);

  it('is handed back by a process that stops, and goes on at once with the next', async () => {
    const where = await options();
    const server = await ServerProcess.start(where);
    await cancelledJobs(server.url, JOBS);
    const { id } = await begin(server.url, { action: 'retry', filter: {}, pace: 100 });
    await operationUntil(server.url, id, ({ changed }) => changed > 0, 10_000);
    const stoppedAt = Date.now();
    server.signal('SIGTERM');
    await expect(server.exited).resolves.toEqual({ code: 0, signal: null });
    const stopMs = Date.now() - stoppedAt;
    const again = await ServerProcess.start(where);
    const { changed } = await operationUntil(again.url, id, () => true, 1000);
    await operationUntil(again.url, id, (now) => now.changed > changed, 3000);
    process.stdout.write(`stopped in ${stopMs} ms, after ${changed} of ${JOBS} jobs\n`);
    expect(stopMs).toBeLessThan(3000);
    expect(await retriesOf(again.url)).toEqual({ 0: expect.any(Number) as number, 1: expect.any(Number) as number });
  }, 60_000);
});
