import { aDirectory, removeDirectories } from './support/a-directory';
import { ServerProcess, freePort } from './support/server-process';

/** Starts a worker that must refuse to, and gives what it said. */
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const server = ServerProcess.spawn({ program: 'worker', directory: aDirectory(), port: await freePort(), env });
  await expect(server.exited).resolves.toEqual({ code: 1, signal: null });
  return server.output;
}

describe('starting a worker', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('is refused in words without a store to share and without the address of the API', async () => {
    const said = await refusal({ BASE_URL: '', WORKER_ENABLED: 'false' });
    expect(said).toContain('3 faults');
    for (const name of ['MONGODB_URI must be set', 'BASE_URL must be set', 'WORKER_ENABLED=false'])
      expect(said).toContain(`- ${name}`);
    expect(said).not.toContain('    at ');
  });
});
