import { setTimeout as delay } from 'node:timers/promises';
import { aDirectory, removeDirectories } from './support/a-directory';
import type { Told } from './support/keyed-clients';
import { JOBS_OF_ROUND, countJobs, statusesOfOthers, submitTogether, tellKeyed } from './support/keyed-clients';
import { ServerProcess, freePort } from './support/server-process';

const ROUNDS = 8;
/** A kill comes so long after the clients began, at most: about as long as their first answers take. */
const KILL_WITHIN_MS = 150;

describe('SIGKILL while 100 clients submit under two keys, eight times', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('makes each job once, and refuses other bodies', async () => {
    const options = { directory: aDirectory(), port: await freePort(), env: { WORKER_ENABLED: 'false' } };
    let server = await ServerProcess.start(options);
    const told: Told[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const submits = submitTogether(() => server.url, round);
      await delay((KILL_WITHIN_MS * round) / ROUNDS);
      await server.kill();
      server = await ServerProcess.start(options);
      told.push(...(await submits));
    }
    const others: number[][] = [];
    for (const one of told) others.push(await statusesOfOthers(server.url, one));
    const jobs = await countJobs(server.url);
    await server.kill();

    tellKeyed('embedded', told, ROUNDS, jobs);
    expect(told.filter(({ ids }) => ids.length !== 1)).toEqual([]);
    expect(told.filter(({ firsts }) => firsts > 1)).toEqual([]);
    expect(others).toEqual(told.map(() => [422, 422]));
    expect(jobs).toBe(ROUNDS * JOBS_OF_ROUND);
    expect(told.some(({ firsts }) => firsts === 0)).toBe(true);
  }, 300_000);
});
