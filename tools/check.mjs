// Everything that must hold before a change is shared, step by step; goes on after a failure and lists all of them.
import './preflight.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Every TypeScript project that the root names; templates of the web app are checked with its code. */
function typeChecks() {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return references.map(({ path }) => {
    const compiler = path.endsWith('web/tsconfig.app.json') ? 'ngc' : 'tsc';
    return { name: `types ${path}`, command: [compiler, '--noEmit', '-p', path] };
  });
}

const CODE = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

/** In the order in which a fault is cheapest to find. */
const STEPS = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'boundaries', command: ['depcruise', ...CODE] },
  { name: 'boundaries bite', command: ['node', 'tools/prove-boundaries.mjs'] },
  { name: 'dead code', command: ['knip'] },
  ...typeChecks(),
  { name: 'unit, contracts and API', command: ['jest'] },
  { name: 'build', command: ['node', 'tools/build.mjs'] },
  { name: 'e2e', command: ['playwright', 'test'] },
];

function run({ name, command: [tool, ...words] }) {
  process.stdout.write(`\n▸ ${name}\n`);
  const start = Date.now();
  const path = tool === 'node' ? process.execPath : join(root, 'node_modules/.bin', tool);
  const { status, error } = spawnSync(path, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) process.stderr.write(`${error.message}\n`);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  return status === 0;
}

const wanted = process.argv.slice(2);
const steps = wanted.length === 0 ? STEPS : STEPS.filter(({ name }) => wanted.some((word) => name.startsWith(word)));
const failed = steps.filter((step) => !run(step)).map(({ name }) => name);
if (steps.length === 0) failed.push(`no step is called ${wanted.join(' or ')}`);
process.stdout.write(failed.length === 0 ? '\nAll checks passed\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
