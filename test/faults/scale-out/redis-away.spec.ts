import { setTimeout as delay } from 'node:timers/promises';
import { PrivateRedis } from '@fasttrack/queue/testing/private-redis';
import { freePort } from '../support/server-process';
import { Cluster } from './support/cluster';
import { Load } from './support/load';
import { judge, tell } from './support/verdict';

const RUNS = 3;
const AWAY_MS = 4000;
const STOPPED_MS = 20_000;
const ANSWER_MS = 2000;
const RECOVERY_MS = 10_000;
const END_LIMIT_MS = 60_000;

interface Fault {
  readonly name: string;
  /** What happens to Redis; resolves when it is back. */
  readonly inject: (redis: PrivateRedis) => Promise<void>;
  /** How long nobody answers. */
  readonly awayMs: number;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'FLUSHALL',
    awayMs: 0,
    inject: async (redis) => {
      await redis.command('flushall');
    },
  },
  {
    name: 'kill -9 and restart',
    awayMs: AWAY_MS,
    inject: async (redis) => {
      await redis.kill();
      await delay(AWAY_MS);
      await redis.start();
    },
  },
  {
    name: 'restart with an empty disk',
    awayMs: AWAY_MS,
    inject: async (redis) => {
      await redis.kill();
      await delay(AWAY_MS);
      await redis.restartEmpty();
    },
  },
  {
    name: 'SIGSTOP for 20 s',
    awayMs: STOPPED_MS,
    inject: async (redis) => {
      redis.stop();
      await delay(STOPPED_MS);
      redis.continue();
    },
  },
];

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Milliseconds until every process says that it is well again. */
async function untilWell(urls: readonly string[]): Promise<number> {
  const start = Date.now();
  for (;;) {
    const texts = await Promise.all(urls.map(async (url) => (await fetch(`${url}/health/ready`)).text()));
    if (!texts.some((text) => text.includes('degraded'))) return Date.now() - start;
    if (Date.now() - start > 3 * RECOVERY_MS) throw new Error(`still degraded: ${texts.join(' ')}`);
    await delay(100);
  }
}

describe.each(FAULTS)('Redis under load: $name', ({ name, inject, awayMs }) => {
  let redis: PrivateRedis;
  let cluster: Cluster;
  beforeAll(async () => {
    redis = await new PrivateRedis(await freePort()).start({ 'maxmemory-policy': 'noeviction' });
    const env = { SIMULATED_DELAY_MS: '50', LEASE_SECONDS: '5' };
    cluster = await Cluster.start({ apis: 2, workers: 2, env, servers: { redis: redis.url } });
  });
  afterAll(async () => {
    await cluster.close();
    await redis.remove();
  });

  it('loses nothing, answers in time, goes on meanwhile, and recovers', async () => {
    const load = new Load(cluster.urls, 4, 40);
    const [slowest, recoveries]: [number[], number[]] = [[], []];
    for (let run = 1; run <= RUNS; run++) {
      await load.untilAcked(load.acked.size + 100);
      const from = Date.now();
      await inject(redis);
      const back = Date.now();
      recoveries.push(await untilWell(cluster.processes.map(({ url }) => url)));
      const meanwhile = load.submits.filter(({ at, ms }) => at + ms >= from && at <= back);
      slowest.push(Math.max(...meanwhile.map(({ ms }) => ms)));
      expect(meanwhile.filter(({ status }) => status !== 201)).toEqual([]);
      // The first second may go by until a sweeper looks.
      const ranOn = cluster.receipts.calls.filter(({ at }) => at > from + 1500 && at < back);
      if (awayMs > 0) expect(ranOn.length).toBeGreaterThan(0);
    }
    await load.stop();
    const verdict = await judge(cluster.url, load.acked, END_LIMIT_MS);
    tell(`Redis ${name}, ${RUNS} times`, load, verdict, cluster.receipts);
    process.stdout.write(`  slowest submits ${slowest.join(' ')} ms, recovered after ${recoveries.join(' ')} ms\n`);
    expect({ lost: verdict.lost, doubled: verdict.doubled, twice: cluster.receipts.doubled }).toEqual({
      lost: [],
      doubled: [],
      twice: [],
    });
    expect(median(slowest)).toBeLessThanOrEqual(ANSWER_MS);
    expect(Math.max(...slowest)).toBeLessThanOrEqual(2 * ANSWER_MS);
    expect(Math.max(...recoveries)).toBeLessThanOrEqual(RECOVERY_MS);
  });
});
