import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const PROBE = join(__dirname, 'support/loaded-modules.cjs');
const OF_SCALE_OUT = ['mongoose', 'mongodb', '@nestjs/mongoose', 'bull', '@nestjs/bull', 'ioredis'];

/** Packages whose files a program loaded from its start to its end, having run a job in between. */
async function packagesOf(env: Readonly<Record<string, string>>): Promise<ReadonlySet<string>> {
  const directory = aDirectory();
  const report = join(directory, 'loaded.json');
  const server = await ServerProcess.start({
    directory,
    port: await freePort(),
    env: { SIMULATED_DELAY_MS: '0', NODE_OPTIONS: `--require ${PROBE}`, LOADED_MODULES: report, ...env },
  });
  const { id } = await submit(server.url, 'runs here');
  await readUntil(server.url, id, hasEnded, 10_000);
  server.signal('SIGTERM');
  await expect(server.exited).resolves.toEqual({ code: 0, signal: null });
  const files = JSON.parse(readFileSync(report, 'utf8')) as string[];
  const names = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

describe('the embedded form', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('loads nothing that speaks to MongoDB, Redis or models', async () => {
    const packages = await packagesOf({});
    expect(packages).toContain('libsql');
    expect(OF_SCALE_OUT.filter((name) => packages.has(name))).toEqual([]);
    // Nor to models: no type is answered by one.
    expect(packages).not.toContain('openai');
  });
});
