import { createServer } from 'node:http';
import type { JobView } from '@fasttrack/contracts';
import { aDirectory, removeDirectories } from './support/a-directory';
import { read, readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const isRunning = ({ status }: { status: string }): boolean => status === 'PROCESSING';

describe('SIGTERM', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('lets runs end, takes no new work and exits 0', async () => {
    const options = { directory: aDirectory(), port: await freePort(), env: { SIMULATED_DELAY_MS: '1500' } };
    const server = await ServerProcess.start(options);
    const jobs = await Promise.all(Array.from({ length: 200 }, () => submit(server.url, 'in flight')));
    for (const { id } of jobs) await readUntil(server.url, id, isRunning, 5000);
    server.signal('SIGTERM');
    await expect(
      (async () => {
        for (;;) await submit(server.url, 'too late');
      })(),
    ).rejects.toThrow(/503|fetch failed/);
    await expect(server.exited).resolves.toEqual({ code: 0, signal: null });

    const again = await ServerProcess.start(options);
    const ended = await Promise.all(jobs.map(({ id }) => read(again.url, id)));
    await again.kill();
    expect(ended.filter((job) => job?.status !== 'COMPLETED')).toEqual([]);
  });

  it('gives back what cannot end in time, unused and due at once', async () => {
    const env = { SIMULATED_DELAY_MS: '60000', SHUTDOWN_SECONDS: '3' };
    const options = { directory: aDirectory(), port: await freePort(), env };
    const server = await ServerProcess.start(options);
    const jobs = await Promise.all(Array.from({ length: 200 }, () => submit(server.url, 'long')));
    for (const { id } of jobs) await readUntil(server.url, id, isRunning, 5000);
    const stoppedAt = Date.now();
    server.signal('SIGTERM');
    await expect(server.exited).resolves.toEqual({ code: 0, signal: null });
    expect(Date.now() - stoppedAt).toBeLessThan(3000);

    const again = await ServerProcess.start({ ...options, env: { ...env, SIMULATED_DELAY_MS: '100' } });
    const ended: JobView[] = [];
    // One after the other: two hundred that ask at once slow down what they wait for.
    for (const { id } of jobs)
      ended.push(await readUntil(again.url, id, ({ status }) => status === 'COMPLETED', 30_000));
    await again.kill();
    expect(ended.map(({ attempt, attempts }) => [attempt, attempts])).toEqual(jobs.map(() => [2, 1]));
  });

  it('ends in time though the target never answers', async () => {
    const target = createServer(() => undefined);
    const targetPort = await freePort();
    await new Promise<void>((resolve) => target.listen(targetPort, '127.0.0.1', resolve));
    const env = { SIMULATED_DELAY_MS: '0', SHUTDOWN_SECONDS: '3', BASE_URL: `http://127.0.0.1:${targetPort}` };
    const options = { directory: aDirectory(), port: await freePort(), env };
    const server = await ServerProcess.start(options);
    const { id } = await submit(server.url, 'never answered');
    await readUntil(server.url, id, isRunning, 5000);
    server.signal('SIGTERM');
    await expect(server.exited).resolves.toEqual({ code: 0, signal: null });
    target.closeAllConnections();
    target.close();

    const again = await ServerProcess.start({ ...options, env: { ...env, WORKER_ENABLED: 'false' } });
    const job = await read(again.url, id);
    await again.kill();
    expect(job).toMatchObject({ status: 'PENDING', attempt: 1, attempts: 0 });
    expect(job?.history.at(-1)).toMatchObject({ event: 'put_back', note: 'stopped: shutdown' });
  });

  it('cuts a request that never ends', async () => {
    const options = { directory: aDirectory(), port: await freePort(), env: { SHUTDOWN_SECONDS: '3' } };
    const server = await ServerProcess.start(options);
    const slow = fetch(`${server.url}/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '1000' },
      body: new ReadableStream({
        start: (stream) => {
          stream.enqueue(new TextEncoder().encode('{"prompt":'));
        },
      }),
      duplex: 'half',
    }).then(
      () => 'answered',
      () => 'cut',
    );
    await submit(server.url, 'so that the slow one has arrived');
    server.signal('SIGTERM');
    await expect(server.exited).resolves.toEqual({ code: 0, signal: null });
    await expect(slow).resolves.toBe('cut');
  });

  it('ends at once when it comes twice', async () => {
    const options = { directory: aDirectory(), port: await freePort(), env: { SIMULATED_DELAY_MS: '60000' } };
    const server = await ServerProcess.start(options);
    const { id } = await submit(server.url, 'long');
    await readUntil(server.url, id, isRunning, 5000);
    const stoppedAt = Date.now();
    server.signal('SIGTERM');
    await readUntil(server.url, id, isRunning, 5000);
    server.signal('SIGTERM');
    await expect(server.exited).resolves.toEqual({ code: 1, signal: null });
    expect(Date.now() - stoppedAt).toBeLessThan(2000);
  });
});
