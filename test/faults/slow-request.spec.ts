import { once } from 'node:events';
import { connect } from 'node:net';
import { aDirectory, removeDirectories } from './support/a-directory';
import { submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const DRIP_MS = 1000;

interface Cut {
  readonly afterMs: number;
  readonly answer: string;
}

/** Sends `start` and then a character each second for ever; resolves when the server has had enough. */
async function drip(url: string, start: string): Promise<Cut> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  // Writing to what the server has closed is no fault of this test.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const startedAt = Date.now();
  socket.write(start);
  const drops = setInterval(() => socket.write('x'), DRIP_MS);
  await once(socket, 'close');
  clearInterval(drops);
  return { afterMs: Date.now() - startedAt, answer };
}

describe('a request that never ends', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('is cut after 15 seconds of headers or 30 of body, and others are served meanwhile', async () => {
    const server = await ServerProcess.start({ directory: aDirectory(), port: await freePort() });
    const headers = drip(server.url, 'POST /jobs HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const body = drip(
      server.url,
      'POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"prompt":"',
    );
    await expect(submit(server.url, 'meanwhile')).resolves.toMatchObject({ status: 'PENDING' });
    for (const [cut, limitMs] of [
      [await headers, 15_000],
      [await body, 30_000],
    ] as const) {
      expect(cut.answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(cut.afterMs).toBeGreaterThan(limitMs - 1000);
      expect(cut.afterMs).toBeLessThan(limitMs + 5000);
    }
  });
});

describe('a request that waits for a job', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('is not cut, though it lasts longer than a request may take to arrive', async () => {
    const env = { WORKER_ENABLED: 'false' };
    const server = await ServerProcess.start({ directory: aDirectory(), port: await freePort(), env });
    const startedAt = Date.now();
    const answer = await fetch(`${server.url}/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=33' },
      body: '{"prompt":"nobody runs it"}',
    });
    expect(answer.status).toBe(201);
    expect(Date.now() - startedAt).toBeGreaterThan(32_900);
  });
});
