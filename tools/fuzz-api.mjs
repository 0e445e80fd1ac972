// Fuzzes the built API by its own description: `schemathesis` with all its checks against a server of its own.
// With API_KEYS set, the server guards itself with them and the fuzzer sends the first one.
// Needs `schemathesis` 4 (PyPI) in the PATH, or its path in SCHEMATHESIS.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildStale } from './build.mjs';
import { root } from './root.mjs';

const SECRET = 'secret-of-the-fuzzing-run';
const [FIRST_KEY = ''] = (process.env.API_KEYS ?? '').split(',');
const KEY = FIRST_KEY.slice(FIRST_KEY.indexOf(':') + 1).trim();
const START_MS = 20_000;
const STOP_MS = 10_000;
const MAX_EXAMPLES = process.env.FUZZ_EXAMPLES ?? '100';

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

function startServer(port, directory) {
  const settings = {
    PORT: port,
    DATA_DIR: directory,
    WEBHOOK_SECRET: SECRET,
    SIMULATED_DELAY_MS: 0,
    // So that the calls of workers find jobs.
    EXECUTORS: 'email=pull,report=pull',
    LOG_LEVEL: 'error',
  };
  return spawn(process.execPath, [join(root, 'dist/server/apps/api/src/main.js')], {
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
}

async function untilReady(address, server) {
  for (const end = Date.now() + START_MS; Date.now() < end && server.exitCode === null; await delay(100)) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The server at ${address} did not become ready`);
}

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

async function stop(server) {
  if (server.exitCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  const hasEnded = await Promise.race([exit.then(() => true), delay(STOP_MS, false, { ref: false })]);
  if (!hasEnded) server.kill('SIGKILL');
  await exit;
}

async function main() {
  buildStale();
  const directory = mkdtempSync(join(tmpdir(), 'fasttrack-fuzz-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = startServer(port, join(directory, 'data'));
  try {
    await untilReady(address, server);
    const code = await fuzz(address, directory);
    if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode} while it was fuzzed`);
    return code;
  } finally {
    await stop(server);
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  return 1;
});
