import type { Job } from '@fasttrack/jobs/job';
import { complete } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { trusted } from 'mongoose';
import type { MongoJobStore } from './mongo-job-store';

describe('Several processes on one database', () => {
  let one: OpenMongoStore;
  let other: OpenMongoStore;

  beforeEach(async () => {
    one = await openMongoStore();
    other = await one.another();
  });
  afterEach(async () => {
    await other.store.close();
    await other.connection.close();
    await one.close();
  });

  async function claimAll(store: MongoJobStore, limit: number): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const jobs = await store.claim(aClaim(), limit);
      ids.push(...jobs.map(({ id }) => id));
      if (jobs.length === 0) return ids;
    }
  }

  it.each([1, 2, 3, 4, 5])('hand each job out once (round %i)', async () => {
    const jobs = Array.from({ length: 120 }, () => aJob());
    await one.store.insert(jobs);
    const claimed = await Promise.all([one, other, one, other].map(({ store }, n) => claimAll(store, 2 + n)));
    expect(claimed.flat().sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  it('report each swept job once', async () => {
    const soon = new Date(one.clock.now().getTime() + 10);
    const twenty = (overrides: Partial<Job> = {}): Job[] => Array.from({ length: 20 }, () => aJob(overrides));
    await one.store.insert(twenty());
    await one.store.claim(aClaim({ leaseMs: 1 }), 20);
    await one.store.insert([...twenty({ expiresAt: soon }), ...twenty({ dueAt: soon })]);
    one.clock.advance(20);
    const sweeps = await Promise.all([one, other, one, other].map(({ store }) => store.sweep(100)));
    const swept = sweeps.flatMap(({ changed }) => changed.map(({ id }) => id));
    expect(new Set(swept).size).toBe(swept.length);
    const [lost, expired] = ['run_failed', 'failed'].map(
      (name) => sweeps.flatMap(({ changed }) => changed.filter(({ event }) => event.event === name)).length,
    );
    expect({ lost, expired }).toEqual({ lost: 20, expired: 20 });
    expect((await one.store.sweep(100)).ready).toHaveLength(40);
  });

  it('let one of many writers win, whichever process it is in', async () => {
    const jobs = Array.from({ length: 40 }, () => aJob());
    await one.store.insert(jobs);
    const claims = await one.store.claim(aClaim(), 40);
    const at = one.clock.now();
    const batches = [one, other, other, one].map(({ store }, n) =>
      store.apply(
        (n % 2 ? [...claims].reverse() : claims).map((job) => complete(job, { result: n }, { at, by: 'test' })),
      ),
    );
    const applied = (await Promise.all(batches)).flat().filter((outcome) => outcome === 'applied');
    expect(applied).toHaveLength(40);
  });

  it('have one current turn', async () => {
    const jobs = [aJob({ key: 'a' }), aJob({ key: 'a' }), aJob({ key: 'a' })];
    await one.store.insert(jobs);
    await one.store.claim(aClaim(), 2);
    await other.store.sweep(1);
    const [later, keyed] = [aJob(), aJob({ key: 'b' })];
    await other.store.insert([later, keyed]);
    const ids = [later, keyed].map(({ id }) => id);
    const orders = await one.collections.jobs
      .find({ _id: trusted({ $in: ids }) }, { claimOrder: 1 })
      .sort({ _id: 1 })
      .lean();
    expect(orders.map(({ claimOrder }) => claimOrder.slice(0, 13))).toEqual(['6000000000001', '6000000000001']);
  });

  it('give a key different turns, though two processes submit for it at once', async () => {
    const batches = Array.from({ length: 6 }, () => Array.from({ length: 5 }, () => aJob({ key: 'a' })));
    await Promise.all(batches.map((jobs, n) => (n % 2 ? one : other).store.insert(jobs)));
    const records = await one.collections.jobs.find({}, { claimOrder: 1 }).lean();
    const turns = records.map(({ claimOrder }) => Number(claimOrder.slice(1, 13)));
    expect(turns.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('keep the figures that a recount would give', async () => {
    await Promise.all([one, other].map(({ store }) => store.insert(Array.from({ length: 30 }, () => aJob()))));
    await Promise.all([one, other].map(({ store }) => claimAll(store, 7)));
    await Promise.all([one.figures.counts(), other.figures.counts()]);
    const counts = await one.figures.counts();
    expect(counts).toEqual([{ status: 'PROCESSING', type: 'prompt', count: 60 }]);
  });

  it('put figures right that a lost process left wrong, one of them each minute', async () => {
    await one.store.insert([aJob(), aJob()]);
    await one.figures.counts();
    const break_ = (): Promise<unknown> => one.collections.counters.updateMany({}, { $set: { count: 7 } });
    await break_();
    one.clock.advance(56_000);
    await Promise.all([one.store.recount(), other.store.recount()]);
    await expect(other.figures.counts()).resolves.toEqual([{ status: 'PENDING', type: 'prompt', count: 2 }]);
    await break_();
    await other.store.recount();
    await expect(other.figures.counts()).resolves.toMatchObject([{ count: 7 }]);
  });
});
