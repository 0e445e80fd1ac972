import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Job } from '@fasttrack/jobs/job';
import { JobChanges } from '@fasttrack/jobs/job-changes';
import { changeOf, JobEvents } from '@fasttrack/jobs/job-events';
import { complete } from '@fasttrack/jobs/job-life';
import { TypeOpenings } from '@fasttrack/jobs/type-openings';
import { WorkerPresence } from '@fasttrack/jobs/worker-presence';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { Logger } from '@nestjs/common';
import type { Wish } from './pull-claims';
import { PullClaims } from './pull-claims';

const aWish = (overrides: Partial<Wish> = {}): Wish => ({
  worker: 'one',
  types: undefined,
  leaseMs: 15_000,
  waitMs: 0,
  ...overrides,
});
const staying = (): AbortSignal => new AbortController().signal;

describe('PullClaims', () => {
  let opened: OpenSqliteStore;
  let events: JobEvents;
  let openings: TypeOpenings;
  let claims: PullClaims;
  beforeEach(async () => {
    Logger.overrideLogger(false);
    opened = await openSqliteStore();
    events = new JobEvents();
    openings = new TypeOpenings(events);
    const changes = new JobChanges(opened.store, events);
    claims = new PullClaims(opened.store, changes, events, opened.clock, openings, new WorkerPresence());
    claims.onModuleInit();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    claims.onModuleDestroy();
    await opened.close();
  });

  const insert = async (job: Job): Promise<Job> => {
    await opened.store.insert([job]);
    events.emit({ jobId: job.id, type: job.type, event: 'created', to: 'PENDING', attempt: 0, by: 'api' });
    return job;
  };
  const untilPutBack = (): Promise<void> =>
    new Promise((resolve) => {
      events.all$.subscribe(({ event }) => {
        if (event === 'put_back') resolve();
      });
    });

  it('puts a job back whose worker hung up while the store was asked, and counts no run', async () => {
    const { id } = await insert(aJob());
    const caller = new AbortController();
    const claim = claims.claim(aWish(), caller.signal);
    caller.abort();
    await expect(claim).resolves.toBeNull();
    await expect(opened.store.find(id)).resolves.toMatchObject({
      status: 'PENDING',
      attempt: 1,
      attempts: 0,
      history: [{ event: 'created' }, { event: 'claimed', by: 'one' }, { event: 'put_back', by: 'one' }],
    });
  });

  it('puts a job back whose worker hung up before it had its answer', async () => {
    const { id } = await insert(aJob());
    const caller = new AbortController();
    await expect(claims.claim(aWish(), caller.signal)).resolves.toMatchObject({ id });
    const back = untilPutBack();
    caller.abort();
    await back;
    await expect(opened.store.find(id)).resolves.toMatchObject({ status: 'PENDING', attempts: 0 });
  });

  it('leaves a job alone that is another worker’s by the time the first hangs up', async () => {
    const { id } = await insert(aJob());
    const caller = new AbortController();
    await claims.claim(aWish({ leaseMs: 1000 }), caller.signal);
    opened.clock.advance(1001);
    await opened.store.sweep(10);
    const second = await claims.claim(aWish({ worker: 'two' }), staying());
    caller.abort();
    await new Promise(setImmediate);
    await expect(opened.store.find(id)).resolves.toEqual(second);
  });

  it('gives a job that was put back to the next who waits', async () => {
    const caller = new AbortController();
    const { id } = await insert(aJob());
    await claims.claim(aWish(), caller.signal);
    const next = claims.claim(aWish({ worker: 'two', waitMs: 60_000 }), staying());
    caller.abort();
    await expect(next).resolves.toMatchObject({ id, attempt: 2, attempts: 1 });
  });

  it('misses no job that comes between the look and the wait', async () => {
    // Without the look of each second a missed job is never found.
    jest.spyOn(globalThis, 'setInterval').mockReturnValue({} as NodeJS.Timeout);
    for (let round = 0; round < 50; round++) {
      const claim = claims.claim(aWish({ waitMs: 60_000 }), staying());
      const { id } = await insert(aJob());
      await expect(claim).resolves.toMatchObject({ id });
    }
  });

  it('wakes nobody for a type that nobody wants, and looks again each second', async () => {
    const look = jest.spyOn(opened.store, 'claim');
    const claim = claims.claim(aWish({ types: ['report'], waitMs: 60_000 }), staying());
    for (let n = 0; n < 20; n++) await insert(aJob());
    expect(look).toHaveBeenCalledTimes(1);
    const report = aJob({ type: 'report' });
    // Nobody here hears of it: it comes from another process.
    await opened.store.insert([report]);
    await expect(claim).resolves.toMatchObject({ id: report.id });
    expect(look.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it('lets all who wait go when the process stops', async () => {
    const waiting = Array.from({ length: 5 }, () => claims.claim(aWish({ waitMs: 60_000 }), staying()));
    await new Promise(setImmediate);
    claims.onModuleDestroy();
    await expect(Promise.all(waiting)).resolves.toEqual([null, null, null, null, null]);
  });

  describe('of a type that was held back', () => {
    const change = (wanted: object) =>
      opened.controls.change({ type: 'prompt', at: opened.clock.now(), by: 'ada', ...wanted });
    /** Workers that wait, so that only a ring wakes them: no clock goes. */
    const waiting = async (count: number): Promise<Promise<Job | null>[]> => {
      const asked = jest.spyOn(opened.store, 'claim');
      asked.mockClear();
      const waits = Array.from({ length: count }, () => claims.claim(aWish({ waitMs: 60_000 }), staying()));
      await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown>));
      await new Promise(setImmediate);
      asked.mockClear();
      return waits;
    };
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] }));
    afterEach(() => jest.useRealTimers());

    it('gives one to each who waits when the type goes on', async () => {
      await change({ paused: true });
      await opened.store.insert([aJob(), aJob(), aJob()]);
      const waits = await waiting(3);
      await change({ paused: false });
      openings.open('prompt');
      const jobs = await Promise.all(waits);
      expect(new Set(jobs.map((job) => job?.id)).size).toBe(3);
    });

    it('gives a place that is free again to the one who waited longest, and lets the others wait', async () => {
      await change({ concurrency: 1 });
      const [first, second] = [aJob(), aJob()];
      await opened.store.insert([first, second]);
      openings.onModuleInit();
      openings.watch(['prompt']);
      const running = (await claims.claim(aWish(), staying())) ?? first;
      const [longest, other] = await waiting(2);
      const completion = complete(running, { result: 1 }, { at: opened.clock.now(), by: 'test' });
      await opened.store.apply([completion]);
      events.emit(changeOf(running, completion));
      await expect(longest).resolves.toMatchObject({ id: second.id });
      expect(jest.mocked(opened.store.claim).mock.calls).toHaveLength(1);
      claims.onModuleDestroy();
      await expect(other).resolves.toBeNull();
    });
  });
});
