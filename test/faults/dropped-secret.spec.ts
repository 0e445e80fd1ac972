import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, readUntil, submit, times } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const SECRETS = ['x-shared-secret', 'x-webhook-secret'];

/** A proxy in front of the API that takes the secret off callbacks while `drops` says so. */
function forwarder(port: number, drops: () => boolean): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !drops() || !SECRETS.includes(name)),
    );
    const onward = request(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  };
}

describe('BASE_URL at a forwarder that drops the secret', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('completes nothing until it is put right: completion travels over HTTP', async () => {
    const [port, proxyPort] = [await freePort(), await freePort()];
    let isDropping = true;
    const proxy = createServer(forwarder(port, () => isDropping));
    await new Promise<void>((resolve) => proxy.listen(proxyPort, '127.0.0.1', resolve));
    const env = { SIMULATED_DELAY_MS: '100', BASE_URL: `http://127.0.0.1:${proxyPort}` };
    const server = await ServerProcess.start({ directory: aDirectory(), port, env });

    const dropped = await Promise.all(Array.from({ length: 5 }, () => submit(server.url, 'dropped')));
    const failed = await Promise.all(dropped.map(({ id }) => readUntil(server.url, id, hasEnded, 20_000)));
    isDropping = false;
    const { id } = await submit(server.url, 'put right');
    const completed = await readUntil(server.url, id, hasEnded, 20_000);
    await server.kill();
    proxy.close();
    proxy.closeAllConnections();

    expect(failed.map(({ status, error }) => [status, error?.code])).toEqual(dropped.map(() => ['FAILED', 'rejected']));
    expect(failed.map((job) => times(job, 'completed'))).toEqual(dropped.map(() => 0));
    expect(completed.status).toBe('COMPLETED');
  });
});
