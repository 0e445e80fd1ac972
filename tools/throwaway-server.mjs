// Runs the built server for a while, on a port and a directory of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mainOf } from './build.mjs';

const START_MS = 60_000;
const STOP_MS = 10_000;

/** A port that nobody listens on at the moment. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(address, server) {
  for (const end = Date.now() + START_MS; Date.now() < end && server.exitCode === null; await delay(100)) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The server at ${address} did not become ready`);
}

async function stop(server) {
  if (server.exitCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  const hasEnded = await Promise.race([exit.then(() => true), delay(STOP_MS, false, { ref: false })]);
  if (!hasEnded) server.kill('SIGKILL');
  await exit;
}

/** Gives `use` the address of a server with these settings and an empty directory; rejects when it ends meanwhile. */
export async function withServer(settings, use) {
  const directory = mkdtempSync(join(tmpdir(), 'fasttrack-server-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const own = { PORT: port, BASE_URL: address, DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, [mainOf('api')], {
    env: { ...process.env, ...own, ...settings },
    stdio: 'inherit',
  });
  try {
    await untilReady(address, server);
    const result = await use(address, directory);
    if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode} while it was used`);
    return result;
  } finally {
    await stop(server);
    rmSync(directory, { recursive: true, force: true });
  }
}
