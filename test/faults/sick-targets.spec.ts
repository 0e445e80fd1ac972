import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import type { Manner } from '@fasttrack/executors/testing/stub-target';
import { SICK, StubTarget, answer } from '@fasttrack/executors/testing/stub-target';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, isFoldable, read, readUntil } from './support/jobs-client';
import { ratioOf } from './support/lower-bound';
import { ServerProcess, freePort } from './support/server-process';

const HEALTHY = Array.from({ length: 10 }, (_, n) => `well-${n}`);
const JOBS_PER_TYPE = 40;
const SICK_JOBS = 40;
const SLOTS = 20;
const PAIRS = 9;
/** A noisy machine gets more pairs, not a lower bar. */
const PAIRS_MAX = 27;
const KEPT_RATE = 0.8;
const FLOOD_LIMIT_BYTES = 150 * 1024 ** 2;

interface Sickness {
  readonly manner: Manner;
  /** What its address is, when it is not that of a plain server. */
  readonly urlOf?: (host: string) => string;
  readonly wanted: object;
}

const failed = (code: string, attempts: number): object => ({ status: 'FAILED', attempts, error: { code } });
const SICKNESSES: Readonly<Record<string, Sickness>> = {
  'black-hole': { manner: SICK.blackHole, wanted: failed('timeout', 2) },
  drip: { manner: SICK.drip, wanted: failed('timeout', 2) },
  flood: { manner: SICK.flood, wanted: failed('unreachable', 2) },
  redirect: { manner: answer(302, {}, { location: 'http://127.0.0.1:1/' }), wanted: failed('rejected', 1) },
  tls: { manner: answer(202), urlOf: (host) => `https://${host}/`, wanted: failed('unreachable', 2) },
  reset: { manner: SICK.reset, wanted: failed('unreachable', 2) },
  refuse: { manner: answer(401), wanted: failed('rejected', 1) },
  busy: { manner: busyTwice(), wanted: { status: 'COMPLETED', attempt: 3, attempts: 1 } },
};

function busyTwice(): Manner {
  let times = 0;
  return (sent, response) => {
    const manner = ++times <= 2 ? answer(429, {}, { 'retry-after': '1' }) : answer(200, { result: 1 });
    manner(sent, response);
  };
}

const targets: StubTarget[] = [];
afterEach(async () => {
  await ServerProcess.killAll();
  await Promise.all(targets.splice(0).map((target) => target.close()));
});
afterAll(removeDirectories);

async function aTarget(manner: Manner): Promise<StubTarget> {
  const target = await StubTarget.start(manner);
  targets.push(target);
  return target;
}

/** A server with a target for each type. */
async function start(urls: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>): Promise<string> {
  const directory = aDirectory();
  const file = join(directory, 'types.json');
  const entries = Object.entries(urls).map(([type, url]) => [
    type,
    { schema: {}, url, backoff: { initialSeconds: 0 } },
  ]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(entries)));
  const settings = { JOB_TYPES_FILE: file, WORKER_CONCURRENCY: String(SLOTS), ...env };
  return (await ServerProcess.start({ directory, port: await freePort(), env: settings })).url;
}

async function send<Body>(url: string, method: string, json?: object): Promise<Body> {
  const body = json && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
  const response = await fetch(url, { method, ...body });
  if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

async function submitAll(url: string, types: readonly string[], each: number): Promise<string[]> {
  const jobs = types.flatMap((type) => Array.from({ length: each }, () => ({ type, payload: {}, maxAttempts: 2 })));
  const answers = await send<{ job: JobView }[]>(`${url}/jobs/batch`, 'POST', { jobs });
  return answers.map(({ job }) => job.id);
}

const completed = async (url: string): Promise<number> => {
  const { byType } = await send<{ byType: Record<string, Record<JobView['status'], number>> }>(`${url}/stats`, 'GET');
  return HEALTHY.reduce((sum, type) => sum + (byType[type]?.COMPLETED ?? 0), 0);
};

/** Jobs a second that the healthy targets are given and end. */
async function rate(url: string): Promise<number> {
  const wanted = (await completed(url)) + HEALTHY.length * JOBS_PER_TYPE;
  const startedAt = performance.now();
  await submitAll(url, HEALTHY, JOBS_PER_TYPE);
  while ((await completed(url)) < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  return (HEALTHY.length * JOBS_PER_TYPE * 1000) / (performance.now() - startedAt);
}

async function residentBytes(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

describe('a sick target', () => {
  it('ends its jobs as its sickness demands, each by itself, and fills no memory', async () => {
    const urls: Record<string, string> = {};
    for (const [name, { manner, urlOf }] of Object.entries(SICKNESSES)) {
      const { host, url } = await aTarget(manner);
      urls[name] = urlOf?.(host) ?? url;
    }
    const server = await start(urls, { N8N_ANSWER_SECONDS: '2', CALLBACK_MAX_BYTES: '1048576' });
    const before = await residentBytes(server);
    const ids = await submitAll(server, Object.keys(SICKNESSES), 1);
    const jobs = await Promise.all(ids.map((id) => readUntil(server, id, hasEnded, 30_000)));
    const lost = ids.length - new Set(jobs.map(({ id }) => id)).size;
    const duplicated = jobs.filter((job) => !isFoldable(job)).length;
    const grown = (await residentBytes(server)) - before;
    Object.values(SICKNESSES).forEach(({ wanted }, index) => {
      expect(jobs[index]).toMatchObject(wanted);
    });
    expect({ lost, duplicated }).toEqual({ lost: 0, duplicated: 0 });
    expect(grown).toBeLessThan(FLOOD_LIMIT_BYTES);
    process.stdout.write(
      `F27 attempted ${ids.length} acked ${ids.length} lost ${lost} duplicated ${duplicated}; memory grew by ${Math.round(grown / 1024 ** 2)} MiB\n`,
    );
  });

  it('that swallows everything leaves ten others at least 80 % of their rate', async () => {
    const blackHole = await aTarget(SICK.blackHole);
    const well = await aTarget(answer(200, { result: 1 }));
    const urls = Object.fromEntries(HEALTHY.map((type) => [type, `${well.url}/${type}`]));
    const server = await start({ ...urls, swallowed: blackHole.url }, { N8N_ANSWER_SECONDS: '60' });
    await rate(server);
    const pairs: [number, number][] = [];
    const isUndecided = (): boolean => pairs.length < PAIRS || ratioOf(pairs).least < KEPT_RATE;
    while (pairs.length < PAIRS_MAX && isUndecided()) {
      const alone = await rate(server);
      const swallowedBefore = blackHole.received.length;
      const ids = await submitAll(server, ['swallowed'], SICK_JOBS);
      while (blackHole.received.length < swallowedBefore + SLOTS)
        await new Promise((resolve) => setTimeout(resolve, 5));
      pairs.push([await rate(server), alone]);
      expect(blackHole.received.length).toBe(swallowedBefore + SLOTS);
      // The newest first, so that none takes a place that was just made free.
      for (const id of ids.reverse()) await send(`${server}/jobs/${id}/cancel`, 'POST');
      expect((await read(server, ids[0] ?? ''))?.status).toBe('CANCELLED');
    }

    const { mean, least } = ratioOf(pairs);
    process.stdout.write(
      `I10 ten targets beside a black hole: ${(100 * mean).toFixed(0)} % of their rate, at least ${(100 * least).toFixed(0)} %, ${pairs.length} pairs\n`,
    );
    expect(least).toBeGreaterThanOrEqual(KEPT_RATE);
  });
});
