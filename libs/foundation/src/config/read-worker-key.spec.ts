import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './load-config';
import { hashOf } from './read-api-keys';

const KEY = 'key-of-all-our-workers-1';
const PRODUCTION = { NODE_ENV: 'production', WEBHOOK_SECRET: 'a-secret-of-our-own-1' };

describe('WORKER_API_KEY', () => {
  it('is kept as its digest only', () => {
    const config = loadConfig({ ...PRODUCTION, WORKER_API_KEY: KEY });
    expect(config.workerKey).toEqual({ name: 'worker', hash: hashOf(KEY) });
    expect(JSON.stringify(config)).not.toContain(KEY);
  });

  it.each([undefined, ''])('is nothing when it is %j', (value) => {
    expect(loadConfig({ ...PRODUCTION, WORKER_API_KEY: value }).workerKey).toBeNull();
  });

  it('may be short in development', () => {
    expect(loadConfig({ WORKER_API_KEY: 'w' }).workerKey).toEqual({ name: 'worker', hash: hashOf('w') });
  });

  it.each([
    ['a short one', { ...PRODUCTION, WORKER_API_KEY: 'k'.repeat(15) }, /WORKER_API_KEY needs a key of at least 16/],
    [
      'an example',
      { ...PRODUCTION, WORKER_API_KEY: 'your-api-key-of-16-characters-or-more' },
      /WORKER_API_KEY has a pub/,
    ],
    ['what no header carries', { WORKER_API_KEY: 'clé de tous' }, /WORKER_API_KEY has a key that .* visible ASCII/],
  ])('refuses %s, without repeating it', (_name, env: NodeJS.ProcessEnv, words) => {
    const load = (): unknown => loadConfig(env);
    expect(load).toThrow(words);
    expect(load).not.toThrow(env.WORKER_API_KEY);
  });

  it('may stand in a file', () => {
    const directory = mkdtempSync(join(tmpdir(), 'fasttrack-worker-key-'));
    writeFileSync(join(directory, 'key'), `${KEY}\n`);
    const { workerKey } = loadConfig({ ...PRODUCTION, WORKER_API_KEY_FILE: join(directory, 'key') });
    rmSync(directory, { recursive: true });
    expect(workerKey?.hash).toEqual(hashOf(KEY));
  });
});
