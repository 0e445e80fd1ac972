import { setTimeout as delay } from 'node:timers/promises';
import { Cluster } from './support/cluster';
import { Load } from './support/load';
import { judge, tell } from './support/verdict';

const KILLS_FOR_MS = 60_000;
const KILL_EVERY_MS = 3000;
/** A job whose runs met one kill after the other waits for its next as long as any backoff lasts: five minutes. */
const END_LIMIT_MS = 320_000;

/** Kills a random process every few seconds, whether or not those killed before are up again; resolves when all are. */
async function killAtRandom(cluster: Cluster): Promise<number> {
  const starting = new Set<number>();
  const restarts: Promise<void>[] = [];
  for (const end = Date.now() + KILLS_FOR_MS; Date.now() < end;) {
    await delay(KILL_EVERY_MS);
    const alive = cluster.processes.map((_, place) => place).filter((place) => !starting.has(place));
    const place = alive[Math.floor(Math.random() * alive.length)];
    if (place === undefined) continue;
    starting.add(place);
    restarts.push(cluster.killAndRestart(place).finally(() => starting.delete(place)));
  }
  await Promise.all(restarts);
  return restarts.length;
}

describe('SIGKILL of a random process every 3 s for a minute', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    // A kill uses up the runs that it ends, and the same job may meet several.
    const env = { SIMULATED_DELAY_MS: '200', LEASE_SECONDS: '3', MAX_ATTEMPTS: '25' };
    cluster = await Cluster.start({ apis: 2, workers: 2, env });
  });
  afterAll(() => cluster.close());

  it('loses no acknowledged job, ends each once, and shows no run to a worker twice', async () => {
    const load = new Load(cluster.urls, 8, 40);
    const kills = await killAtRandom(cluster);
    await load.stop();
    const verdict = await judge(cluster.url, load.acked, END_LIMIT_MS);
    tell(`${kills} kills of 2 API and 2 worker processes`, load, verdict, cluster.receipts);
    expect({
      lost: verdict.lost,
      doubled: verdict.doubled,
      unfoldable: verdict.unfoldable,
      twice: cluster.receipts.doubled,
    }).toEqual({ lost: [], doubled: [], unfoldable: [], twice: [] });
    expect(kills).toBeGreaterThan(5);
    expect(load.acked.size).toBeGreaterThan(500);
    expect(verdict.recovered).toBeGreaterThan(0);
  }, 500_000);
});
