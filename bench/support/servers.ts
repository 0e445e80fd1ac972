import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContenderOptions } from './contender';

const ROOT = join(__dirname, '../..');
const PORT = 3900;

export const aDirectory = (): string => mkdtempSync(join(tmpdir(), 'fasttrack-bench-'));

/** Fast Track as operators run it, without a worker of its own. */
export const fastTrack = (directory: string, env: Readonly<Record<string, string>> = {}): ContenderOptions => ({
  name: 'Fast Track',
  args: [join(ROOT, 'dist/server/apps/api/src/main.js')],
  port: PORT,
  env: {
    HOST: '127.0.0.1',
    DATA_DIR: directory,
    WEBHOOK_SECRET: 'only-for-this-measure',
    WORKER_ENABLED: 'false',
    LOG_LEVEL: 'warn',
    ...env,
  },
});

/** The hand-written server: `store` commits each row by itself, `nothing` keeps none. */
export const bareSubmit = (
  store: 'sqlite' | 'nothing',
  env: Readonly<Record<string, string>> = {},
): ContenderOptions => ({
  name: `bare Fastify, ${store}`,
  args: ['-r', '@swc-node/register', join(ROOT, 'bench/bare/bare-submit.ts')],
  port: store === 'sqlite' ? PORT + 1 : PORT + 2,
  env: { SWC_NODE_PROJECT: join(ROOT, 'tsconfig.spec.json'), STORE: store, DATA_DIR: aDirectory(), ...env },
});
