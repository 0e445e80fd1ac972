import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const LEASE_SECONDS = 2;

describe('SIGKILL while a job runs', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('runs it again within lease + 2 s, as the second attempt', async () => {
    const options = {
      directory: aDirectory(),
      port: await freePort(),
      env: { SIMULATED_DELAY_MS: '3000', LEASE_SECONDS: String(LEASE_SECONDS) },
    };
    const first = await ServerProcess.start(options);
    const { id } = await submit(first.url, 'hello');
    await readUntil(first.url, id, ({ status }) => status === 'PROCESSING', 5000);
    const killedAt = Date.now();
    await first.kill();
    const second = await ServerProcess.start(options);
    const again = await readUntil(second.url, id, ({ attempt }) => attempt === 2, 10_000);
    const seconds = (Date.parse(again.startedAt ?? '') - killedAt) / 1000;
    const ended = await readUntil(second.url, id, hasEnded, 10_000);
    await second.kill();

    process.stdout.write(`run again after ${seconds.toFixed(2)} s with a lease of ${LEASE_SECONDS} s\n`);
    expect(seconds).toBeLessThanOrEqual(LEASE_SECONDS + 2);
    expect(ended).toMatchObject({ status: 'COMPLETED', attempt: 2, attempts: 2 });
    expect(ended.history.map(({ event }) => event)).toEqual([
      'created',
      'claimed',
      'run_failed',
      'claimed',
      'completed',
    ]);
  });
});
