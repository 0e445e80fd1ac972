import type { Problem } from '@fasttrack/contracts';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { aDirectory, removeDirectories } from '../support/a-directory';
import { hasEnded, readUntil, submit } from '../support/jobs-client';
import { ServerProcess, freePort } from '../support/server-process';
import { Cluster } from './support/cluster';

const PASSWORD = 'canary-password-7c1e';

describe('a worker process', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ apis: 1, workers: 1, env: { SIMULATED_DELAY_MS: '0', LOG_LEVEL: 'info' } });
  });
  afterAll(() => cluster.close());

  it('runs what an API stored, and says so in its metrics and its log', async () => {
    const { id } = await submit(cluster.url, 'for the worker');
    await readUntil(cluster.url, id, hasEnded, 10_000);
    const metrics = await (await fetch(`${cluster.at(1).url}/metrics`)).text();
    expect(metrics).toContain('fasttrack_slots_total{executor="simulated"} 1000');
    expect(metrics).toContain('fasttrack_job_wait_seconds_count{type="prompt"} 1');
    expect(metrics).toContain('fasttrack_dependency_up{dependency="store"} 1');
    expect(metrics).toContain('fasttrack_dependency_up{dependency="queue"} 1');
    const claimed = cluster
      .at(1)
      .output.split('\n')
      .find((line) => line.includes('"claimed"') && line.includes(id));
    expect(JSON.parse(claimed ?? '{}')).toMatchObject({ process: 'worker', attempt: 1 });
  });

  it.each(['/health', '/health/live', '/health/ready'])('answers %s', async (path) => {
    expect((await fetch(`${cluster.at(1).url}${path}`)).status).toBe(200);
  });

  it.each(['/', '/jobs', '/stats', '/webhook/callback', '/docs', '/openapi.json'])(
    'has nothing at %s',
    async (path) => {
      const answer = await fetch(`${cluster.at(1).url}${path}`);
      expect(answer.status).toBe(404);
      expect((await answer.json()) as Problem).toMatchObject({ code: 'request.not-found' });
    },
  );

  it('ends in order on SIGTERM', async () => {
    cluster.at(1).signal('SIGTERM');
    await expect(cluster.at(1).exited).resolves.toEqual({ code: 0, signal: null });
  });
});

describe('a worker whose store is not there yet', () => {
  let silent: Server;
  afterEach(ServerProcess.killAll);
  afterAll(() => {
    silent.close();
    removeDirectories();
  });

  it('says so without the password of the address, and ends on SIGTERM while it waits', async () => {
    silent = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const worker = ServerProcess.spawn({
      program: 'worker',
      directory: aDirectory(),
      port: await freePort(),
      env: { MONGODB_URI: `mongodb://root:${PASSWORD}@127.0.0.1:${port}/jobs` },
    });
    while (!worker.output.includes('trying again')) await new Promise(setImmediate);
    worker.signal('SIGTERM');
    await expect(worker.exited).resolves.toEqual({ code: 0, signal: null });
    expect(worker.output).not.toContain(PASSWORD);
  });
});
