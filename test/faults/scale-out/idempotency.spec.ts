import { setTimeout as delay } from 'node:timers/promises';
import type { Told } from '../support/keyed-clients';
import { JOBS_OF_ROUND, countJobs, statusesOfOthers, submitTogether, tellKeyed } from '../support/keyed-clients';
import { Cluster } from './support/cluster';

const ROUNDS = 8;
/** A kill comes so long after the clients began, at most: about as long as their first answers take. */
const KILL_WITHIN_MS = 400;

describe('SIGKILL of one of two servers while 100 clients submit under two keys, eight times', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ apis: 2, workers: 0 });
  });
  afterAll(() => cluster.close());

  it('makes each job once, and refuses other bodies', async () => {
    const told: Told[] = [];
    let turn = 0;
    const nextUrl = (): string => cluster.urls[turn++ % cluster.urls.length] ?? '';
    for (let round = 0; round < ROUNDS; round++) {
      const submits = submitTogether(nextUrl, round);
      await delay((KILL_WITHIN_MS * round) / ROUNDS);
      await cluster.killAndRestart(round % 2);
      told.push(...(await submits));
    }
    const others: number[][] = [];
    for (const one of told) others.push(await statusesOfOthers(nextUrl(), one));
    const jobs = await countJobs(cluster.url);

    tellKeyed('scale-out', told, ROUNDS, jobs);
    expect(told.filter(({ ids }) => ids.length !== 1)).toEqual([]);
    expect(told.filter(({ firsts }) => firsts > 1)).toEqual([]);
    expect(others).toEqual(told.map(() => [422, 422]));
    expect(jobs).toBe(ROUNDS * JOBS_OF_ROUND);
  }, 300_000);
});
