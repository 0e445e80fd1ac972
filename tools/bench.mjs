// Builds what is stale, then measures; `--smoke` is short.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { root } from './root.mjs';

buildStale();
const { status } = spawnSync(
  process.execPath,
  ['-r', '@swc-node/register', join(root, 'bench/run.ts'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SWC_NODE_PROJECT: join(root, 'tsconfig.spec.json') } },
);
process.exit(status ?? 1);
