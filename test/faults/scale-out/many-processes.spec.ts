import type { JobStatus, JobView } from '@fasttrack/contracts';
import { submit } from '../support/jobs-client';
import { Cluster } from './support/cluster';
import { judge, untilCountersAreRight } from './support/verdict';

const JOBS = 5000;
const AT_ONCE = 50;
const END_LIMIT_MS = 90_000;

interface Claim {
  readonly at: number;
  readonly priority: number;
}

/** Who claimed what, by worker, in the order of the claims. */
function claimsByWorker(jobs: readonly JobView[]): Claim[][] {
  const workers = new Map<string, Claim[]>();
  for (const { history, priority } of jobs) {
    for (const { event, by, at } of history) {
      if (event !== 'claimed') continue;
      workers.set(by, [...(workers.get(by) ?? []), { at: Date.parse(at), priority }]);
    }
  }
  return [...workers.values()].map((claims) => claims.sort((a, b) => a.at - b.at));
}

/** Claims of a job less urgent than one that the same worker claimed at a later moment. */
const outOfOrder = (claims: readonly Claim[]): Claim[] =>
  claims.filter(({ at, priority }) => claims.some((later) => later.at > at && later.priority > priority));

describe('3 API and 3 worker processes', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ apis: 3, workers: 0, env: { SIMULATED_DELAY_MS: '5' } });
  });
  afterAll(() => cluster.close());

  it('run 5,000 jobs of mixed priorities once each, the most urgent first', async () => {
    const acked: string[] = [];
    for (let n = 0; n < JOBS; n += AT_ONCE) {
      const jobs = Array.from({ length: AT_ONCE }, (_, at) =>
        submit(cluster.urls[at % 3] ?? '', `job ${n + at}`, { priority: 1 + ((n + at) % 5) }),
      );
      acked.push(...(await Promise.all(jobs)).map(({ id }) => id));
    }
    await cluster.add('worker', 3);
    const { jobs, lost, doubled, unfoldable } = await judge(cluster.url, acked, END_LIMIT_MS);
    const claims = claimsByWorker(jobs);
    process.stdout.write(
      `${acked.length} acked, lost ${lost.length}, duplicated ${doubled.length}, claims by worker ${claims.map(({ length }) => length).join(' ')}\n`,
    );
    expect({ lost, doubled, unfoldable, twice: cluster.receipts.doubled }).toEqual({
      lost: [],
      doubled: [],
      unfoldable: [],
      twice: [],
    });
    expect(jobs.filter(({ attempt }) => attempt !== 1)).toEqual([]);
    expect(claims.flatMap(outOfOrder)).toEqual([]);
    expect(claims.length).toBeGreaterThan(1);
    const recount: Partial<Record<JobStatus, number>> = { COMPLETED: JOBS };
    await untilCountersAreRight(cluster.url, recount);
  }, 240_000);
});
