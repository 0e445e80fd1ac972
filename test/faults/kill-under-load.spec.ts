import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '@fasttrack/contracts';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, isFoldable, readUntil, submit, times } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const CLIENTS = 16;
const ROUNDS = 5;
const ENOUGH_ACKS = 1000;
/** A kill uses up the runs that it ends, and the same job may meet each of them. */
const env = { SIMULATED_DELAY_MS: '300', LEASE_SECONDS: '2', MAX_ATTEMPTS: '25' };

interface Ledger {
  attempted: number;
  readonly acked: Set<string>;
}

/** Submits one job after the other until `isOver`; only a 201 that was read whole counts. */
async function submitUntil(isOver: () => boolean, url: string, ledger: Ledger): Promise<void> {
  while (!isOver()) {
    ledger.attempted += 1;
    await submit(url, `job ${ledger.attempted}`).then(
      ({ id }) => ledger.acked.add(id),
      () => delay(20),
    );
  }
}

describe('SIGKILL at random while 16 clients submit, five times', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('ends every acknowledged job COMPLETED, once', async () => {
    const options = { directory: aDirectory(), port: await freePort(), env };
    const ledger: Ledger = { attempted: 0, acked: new Set() };
    let isOver = false;
    let server = await ServerProcess.start(options);
    const clients = Array.from({ length: CLIENTS }, () => submitUntil(() => isOver, server.url, ledger));
    for (let round = 0; round < ROUNDS || ledger.acked.size < ENOUGH_ACKS; round++) {
      await delay(300 + Math.random() * 1200);
      await server.kill();
      server = await ServerProcess.start(options);
    }
    isOver = true;
    await Promise.all(clients);
    const restartedAt = Date.now();
    const jobs: JobView[] = [];
    for (const id of ledger.acked) jobs.push(await readUntil(server.url, id, hasEnded, 60_000));
    const recovery = (Date.now() - restartedAt) / 1000;
    const counts = (await (await fetch(`${server.url}/stats`)).json()) as { total: number };
    await server.kill();

    const lost = jobs.filter(({ status }) => status !== 'COMPLETED');
    const doubled = jobs.filter((job) => times(job, 'completed') !== 1);
    const recovered = jobs.filter(({ attempts }) => attempts > 1);
    process.stdout.write(
      `attempted ${ledger.attempted} acked ${ledger.acked.size} lost ${lost.length} duplicated ${doubled.length} ` +
        `recovered ${recovered.length} recovery ${recovery.toFixed(1)} s\n`,
    );
    expect(ledger.acked.size).toBeGreaterThanOrEqual(ENOUGH_ACKS);
    expect(counts.total).toBeGreaterThanOrEqual(ledger.acked.size);
    expect(lost).toEqual([]);
    expect(doubled).toEqual([]);
    expect(recovered.length).toBeGreaterThan(0);
    expect(jobs.filter((job) => !isFoldable(job))).toEqual([]);
  });
});
