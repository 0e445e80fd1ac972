import { complete } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import { namesIndex, plansOf as plansOfWork } from '@fasttrack/storage/testing/mongo-plans';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { UsageSums } from './usage-sums';

const JOBS = 50_000;
const BATCH = 1000;
const FILL_LIMIT_MS = 180_000;

describe('The indexes of MongoDB', () => {
  let opened: OpenMongoStore;

  beforeAll(async () => {
    opened = await openMongoStore(undefined, rulesWith({}, 30));
    const { store } = opened;
    const at = (ms: number): Date => new Date(opened.clock.now().getTime() + ms);
    for (let n = 0; n < JOBS; n += BATCH) {
      await store.insert(
        Array.from({ length: BATCH }, (_, at) => aJob({ type: ['prompt', 'report', 'email'][(n + at) % 3] ?? '' })),
      );
    }
    await store.claim(aClaim(), 200);
    await store.insert(Array.from({ length: 200 }, (_, n) => aJob({ dueAt: at(1000 + n) })));
    await store.insert(Array.from({ length: 200 }, (_, n) => aJob({ expiresAt: at(1000 + n) })));
  }, FILL_LIMIT_MS);
  afterAll(() => opened.close());

  const plansOf = (work: () => Promise<unknown>): Promise<string[]> => plansOfWork(opened, work);

  it('have the fields in the order that the reads need', async () => {
    const indexes = await opened.collections.jobs.collection.indexes();
    const keys = Object.fromEntries(indexes.map(({ name, key }) => [name ?? '', Object.keys(key)]));
    expect(keys).toEqual({
      _id_: ['_id'],
      claim: ['claimOrder'],
      claim_type: ['type', 'claimOrder'],
      waiting: ['stage', 'dueAt'],
      leases: ['leaseUntil'],
      expiring: ['stage', 'expiresAt'],
      ended: ['type', 'status', 'completedAt'],
      by_status: ['status', '_id'],
      by_type: ['type', '_id'],
      by_status_type: ['status', 'type', '_id'],
      by_words: ['words', '_id'],
      by_tag: ['tags', '_id'],
      by_key: ['key', '_id'],
      by_invalid: ['resultValid', '_id'],
      by_priority: ['priority', '_id'],
      by_updated: ['updatedAt', '_id'],
      by_usage: ['type', 'usage.inputTokens', 'usage.outputTokens'],
    });
  });

  it.each([
    ['any type', undefined, 'claim'],
    ['one type', ['report'], 'claim_type'],
    ['some types', ['report', 'email'], 'claim_type'],
  ])('serve a claim of %s', async (_name, types, index) => {
    const [plan] = await plansOf(() => opened.store.claim(aClaim(types && { types }), 1));
    expect(plan).toEqual(namesIndex(index));
  });

  it('serve a claim and a sweep while a type is paused and another has a cap', async () => {
    const { controls, clock, store } = opened;
    const change = (type: string, wanted: object) => controls.change({ type, at: clock.now(), by: 'test', ...wanted });
    await change('prompt', { paused: true });
    await change('report', { concurrency: 10_000 });
    for (const work of [() => store.claim(aClaim(), 1), () => store.sweep(10)]) {
      const plans = (await plansOf(work)).filter((plan) => plan.includes('claimOrder'));
      expect(plans.length).toBeGreaterThan(1);
      for (const plan of plans) expect(plan).toEqual(namesIndex('claim_type'));
    }
    await change('prompt', { paused: false });
    await change('report', { concurrency: null });
  });

  it('serve the removal of jobs that need not be kept', async () => {
    const { clock, store } = opened;
    const [job] = await store.claim(aClaim(), 1);
    if (job) await store.apply([complete(job, { result: 1 }, { at: clock.now(), by: 'test' })]);
    clock.advance(60_001);
    const plans = await plansOf(() => store.sweep(1));
    expect(plans).toContainEqual(namesIndex('ended'));
  });

  it('serve a sweep: leases, expiry, due jobs', async () => {
    const plans = await plansOf(() => opened.store.sweep(10));
    for (const index of ['leases', 'expiring', 'waiting', 'claim']) expect(plans).toContainEqual(namesIndex(index));
  });

  it.each([
    ['all jobs', {}, '_id_'],
    ['a rare status', { status: 'CANCELLED' as const }, 'by_status'],
    ['a rare type', { type: 'none' }, 'by_type'],
    ['a rare status of a type', { status: 'FAILED' as const, type: 'report' }, 'by_status_type'],
  ])('serve a page of %s', async (_name, filter, index) => {
    const [plan] = await plansOf(() => opened.store.list({ ...filter, limit: 10 }));
    expect(plan).toEqual(namesIndex(index));
  });

  it('serve a count of what models used', async () => {
    await opened.store.insert([aJob({ usage: { inputTokens: 1 } })]);
    const [plan] = await plansOf(() => new UsageSums(opened.collections).recount());
    expect(plan).toEqual(namesIndex('by_usage'));
  });

  it('serve the oldest waiting job', async () => {
    const [plan] = await plansOf(() => opened.store.oldestWaiting());
    expect(plan).toEqual(namesIndex('waiting'));
  });
});
