import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../support/jobs-client';
import { Cluster } from './support/cluster';
import { Load } from './support/load';
import { PrivateGateway } from './support/private-gateway';
import { judge, tell } from './support/verdict';

const AWAY_MS = 5000;
/** How soon a 503 must come while the store is away. */
const REFUSAL_MS = 2000;
const HEALED_MS = 10_000;
const END_LIMIT_MS = 60_000;

describe('MongoDB killed under load and started again', () => {
  let gateway: PrivateGateway;
  let cluster: Cluster;
  beforeAll(async () => {
    gateway = await PrivateGateway.open();
    const env = { SIMULATED_DELAY_MS: '100', LEASE_SECONDS: '3', MAX_ATTEMPTS: '25' };
    cluster = await Cluster.start({ apis: 2, workers: 1, env, servers: { mongo: gateway.uri } });
  });
  afterAll(async () => {
    await cluster.close();
    await gateway.kill();
  });

  it('answers 503 at once while it is away, says so in its probe, heals by itself, and loses nothing', async () => {
    await cluster.telling(async () => {
      const load = new Load(cluster.urls, 8, 20);
      await load.untilAcked(300);
      await gateway.kill();
      const killedAt = Date.now();
      await delay(1500);
      const ready = await ask(`${cluster.url}/health/ready`);
      const live = await ask(`${cluster.url}/health/live`);
      await delay(AWAY_MS);
      const startedAt = Date.now();
      await gateway.start();
      await load.untilAcked(load.acked.size + 100);
      const healedMs = Date.now() - startedAt;
      await load.stop();
      const verdict = await judge(cluster.url, load.acked, END_LIMIT_MS);
      tell(`MongoDB away for ${AWAY_MS} ms, healed after ${healedMs} ms`, load, verdict, cluster.receipts);

      expect(ready.status).toBe(503);
      expect(ready.text).toContain('store');
      expect(live.status).toBe(200);
      const meanwhile = load.submits.filter(({ at }) => at > killedAt + 1000 && at < startedAt);
      expect(meanwhile.length).toBeGreaterThan(0);
      expect(meanwhile.filter(({ status, ms }) => status !== 503 || ms > REFUSAL_MS)).toEqual([]);
      expect(healedMs).toBeLessThan(HEALED_MS);
      expect({ lost: verdict.lost, doubled: verdict.doubled, twice: cluster.receipts.doubled }).toEqual({
        lost: [],
        doubled: [],
        twice: [],
      });
      expect(cluster.processes.filter(({ hasExited }) => hasExited)).toEqual([]);
    });
  }, 180_000);
});
