import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { aDirectory, removeDirectories } from './support/a-directory';
import { read, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Starts a server that must refuse to, and gives what it said. */
async function refusal(options: Parameters<typeof ServerProcess.spawn>[0]): Promise<string> {
  const server = ServerProcess.spawn(options);
  await expect(server.exited).resolves.toEqual({ code: 1, signal: null });
  return server.output;
}

describe('starting', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('refuses a directory that another process uses, which goes on', async () => {
    const options = { directory: aDirectory(), port: await freePort() };
    const first = await ServerProcess.start(options);
    const said = await refusal({ ...options, port: await freePort() });
    expect(said).toContain(`DATA_DIR ${options.directory} is already in use by another Fast Track process`);
    expect(said).not.toContain('    at ');
    await expect(submit(first.url, 'still here')).resolves.toMatchObject({ status: 'PENDING' });
    await first.kill();
    const next = await ServerProcess.start(options);
    await next.kill();
  });

  it('refuses a corrupt file and leaves it as it is', async () => {
    const directory = aDirectory();
    const file = join(directory, 'fasttrack.db');
    writeFileSync(file, Buffer.alloc(100_000, 'not a database '));
    const before = digest(file);
    await expect(refusal({ directory, port: await freePort() })).resolves.toContain(
      `${file} cannot be used as a job store`,
    );
    expect(digest(file)).toBe(before);
  });

  it('refuses a file whose pages are damaged and leaves it as it is', async () => {
    const options = { directory: aDirectory(), port: await freePort() };
    const server = await ServerProcess.start(options);
    for (let n = 0; n < 50; n++) await submit(server.url, `job ${n} ${'x'.repeat(3000)}`);
    server.signal('SIGTERM');
    await server.exited;
    const file = join(options.directory, 'fasttrack.db');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 100, 4096);
    writeFileSync(file, bytes);
    const before = digest(file);
    await expect(refusal(options)).resolves.toContain('cannot be used as a job store');
    expect(digest(file)).toBe(before);
  });

  it('refuses a port that is taken, and touches no waiting job', async () => {
    const options = { directory: aDirectory(), port: await freePort(), env: { WORKER_ENABLED: 'false' } };
    const idle = await ServerProcess.start(options);
    const { id } = await submit(idle.url, 'waits');
    await idle.kill();
    const other = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => other.listen(options.port, '127.0.0.1', resolve));
    const said = await refusal({ ...options, env: { SIMULATED_DELAY_MS: '0' } });
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
    expect(said.trim()).toBe(`Port ${options.port} on 127.0.0.1 is taken: stop the other program or set PORT`);

    const again = await ServerProcess.start(options);
    await expect(read(again.url, id)).resolves.toMatchObject({ status: 'PENDING', attempt: 0 });
    await again.kill();
  });

  it('refuses an address that this machine does not have, in one line', async () => {
    const said = await refusal({ directory: aDirectory(), port: await freePort(), env: { HOST: '192.0.2.1' } });
    expect(said.trim()).toMatch(/^HOST 192\.0\.2\.1 is no address of this machine.*$/);
  });

  it('says when it runs no jobs', async () => {
    const options = { directory: aDirectory(), port: await freePort() };
    const idle = await ServerProcess.start({ ...options, env: { WORKER_ENABLED: 'false' } });
    expect(idle.output).toContain('WORKER_ENABLED=false: this process runs no jobs');
    await idle.kill();
    const working = await ServerProcess.start(options);
    expect(working.output).not.toContain('runs no jobs');
    await working.kill();
  });

  it('names every fault of the configuration at once', async () => {
    const env = { PORT: '0', SIMULATED_DELAY_MS: 'soon', EXECUTORS: 'prompt=magic', NODE_ENV: 'production' };
    const said = await refusal({ directory: aDirectory(), port: 1, env });
    for (const name of ['PORT', 'SIMULATED_DELAY_MS', 'EXECUTORS', 'WEBHOOK_SECRET'])
      expect(said).toContain(`- ${name}`);
    expect(said).toContain('4 faults');
  });
});
