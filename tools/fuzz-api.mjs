// Fuzzes the built API by its own description: `schemathesis` with all its checks against a server of its own.
// With API_KEYS set, the server guards itself with them and the fuzzer sends the first one.
// Needs `schemathesis` 4 (PyPI) in the PATH, or its path in SCHEMATHESIS.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { root } from './root.mjs';
import { withServer } from './throwaway-server.mjs';

const SECRET = 'secret-of-the-fuzzing-run';
const [FIRST_KEY = ''] = (process.env.API_KEYS ?? '').split(',');
const KEY = FIRST_KEY.slice(FIRST_KEY.indexOf(':') + 1).trim();
const MAX_EXAMPLES = process.env.FUZZ_EXAMPLES ?? '100';
const SETTINGS = {
  WEBHOOK_SECRET: SECRET,
  SIMULATED_DELAY_MS: 0,
  // So that the calls of workers find jobs.
  EXECUTORS: 'email=pull,report=pull',
};

async function fuzz(address, reports) {
  const config = ['--config-file', join(root, 'tools/schemathesis.toml')];
  // All checks, but for what the file leaves out: naming them here would overrule it.
  const checks = ['--seed', '1', '--max-examples', MAX_EXAMPLES];
  const words = [...config, 'run', `${address}/openapi.json`, ...checks];
  // In both ways: the fuzzer then tries each operation without a key and with a wrong one.
  const keys = KEY === '' ? [] : [`X-API-Key: ${KEY}`, `Authorization: Bearer ${KEY}`];
  const headers = [`X-Shared-Secret: ${SECRET}`, ...keys];
  const more = ['--continue-on-failure', ...headers.flatMap((header) => ['--header', header])];
  const fuzzer = spawn(process.env.SCHEMATHESIS ?? 'schemathesis', [...words, ...more], {
    cwd: reports,
    env: { ...process.env, SCHEMATHESIS_HOOKS: join(root, 'tools/fuzz-hooks.py') },
    stdio: 'inherit',
  });
  const [code] = await once(fuzzer, 'exit');
  return code ?? 1;
}

async function main() {
  buildStale();
  return withServer(SETTINGS, fuzz);
}

process.exitCode = await main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  return 1;
});
