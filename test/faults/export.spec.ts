import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { aDirectory, removeDirectories } from './support/a-directory';
import { cancelledJobs } from './support/bulk-client';
import { read, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const JOBS = 20_000;
const PROMPT_LENGTH = 2000;
const MIB = 1024 * 1024;
const HANG_UPS = 30;
/** The server's heap, smaller than the file and all its jobs, and what an export may add to its memory. */
const HEAP_MIB = 96;
const GROWTH_MIB = 100;
const LOOK_MS = 20;

/** Resident memory of a process. */
function memoryMib(pid: number): number {
  const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}
const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
/** Takes the first piece of an answer and cuts the connection. */
async function hangUp(url: string): Promise<void> {
  const call = request(url, { agent: false }).end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  await once(answer, 'data');
  answer.destroy();
}
async function eventually(isSo: () => boolean, limitMs: number): Promise<void> {
  const limit = Date.now() + limitMs;
  while (!isSo() && Date.now() < limit) await delay(LOOK_MS);
}

describe(`an export of ${JOBS} jobs`, () => {
  let server: ServerProcess;
  let probe: string;
  beforeAll(async () => {
    server = await ServerProcess.start({
      directory: aDirectory(),
      port: await freePort(),
      env: { WORKER_ENABLED: 'false', NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` },
    });
    await cancelledJobs(server.url, JOBS - 1, PROMPT_LENGTH);
    probe = (await submit(server.url, 'probe')).id;
  }, 120_000);
  afterAll(async () => {
    await ServerProcess.killAll();
    removeDirectories();
  });

  it.each(['json', 'csv'])('needs little memory as %s, and lets others be served', async (format) => {
    const before = memoryMib(server.pid);
    let most = before;
    let slowestMs = 0;
    const over = new AbortController();
    const watch = (async () => {
      while (!over.signal.aborted) {
        const askedAt = performance.now();
        await read(server.url, probe);
        slowestMs = Math.max(slowestMs, performance.now() - askedAt);
        most = Math.max(most, memoryMib(server.pid));
        await delay(LOOK_MS);
      }
    })();
    const startedAt = performance.now();
    const response = await fetch(`${server.url}/jobs/export?format=${format}`);
    let bytes = 0;
    for await (const piece of response.body ?? []) bytes += (piece as Uint8Array).length;
    const seconds = (performance.now() - startedAt) / 1000;
    over.abort();
    await watch;
    process.stdout.write(
      `${format}: ${JOBS} jobs, ${(bytes / MIB).toFixed(0)} MiB in ${seconds.toFixed(1)} s; memory ${before.toFixed(0)} MiB, ` +
        `at most ${most.toFixed(0)} MiB; slowest other request ${slowestMs.toFixed(0)} ms\n`,
    );
    expect(bytes).toBeGreaterThan(JOBS * PROMPT_LENGTH);
    expect(most - before).toBeLessThan(GROWTH_MIB);
    expect(slowestMs).toBeLessThan(1000);
  });

  it(`leaves nothing behind when ${HANG_UPS} callers hang up`, async () => {
    const [files, memory] = [openFiles(server.pid), memoryMib(server.pid)];
    for (let n = 0; n < HANG_UPS; n++) await hangUp(`${server.url}/jobs/export`);
    await eventually(() => openFiles(server.pid) <= files, 5000);
    const [filesLeft, memoryLeft] = [openFiles(server.pid), memoryMib(server.pid)];
    process.stdout.write(
      `open files ${files} → ${filesLeft}; memory ${memory.toFixed(0)} → ${memoryLeft.toFixed(0)} MiB\n`,
    );
    expect(filesLeft).toBeLessThanOrEqual(files);
    expect(memoryLeft - memory).toBeLessThan(GROWTH_MIB);
  });
});
