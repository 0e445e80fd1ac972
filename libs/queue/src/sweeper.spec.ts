import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';
import { until } from '@fasttrack/queue/testing/until';
import { Wakes } from '@fasttrack/queue/testing/wakes';
import { lastValueFrom, take } from 'rxjs';

describe('Sweeper', () => {
  let worker: Worker;
  let wakes: Wakes;

  beforeEach(async () => {
    worker = await aWorker();
    wakes = new Wakes();
    wakes.answerAll();
    await worker.queue.start(wakes.wake);
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
    worker.sweeper.start();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await worker.close();
  });

  const pass = (ms: number): void => {
    worker.opened.clock.advance(ms);
    jest.advanceTimersByTime(ms);
  };

  const happenings = (count: number): Promise<unknown> => lastValueFrom(worker.events.all$.pipe(take(count)));

  it('rings for a job that became due', async () => {
    const { store, clock } = worker.opened;
    await store.insert([aJob({ dueAt: new Date(clock.now().getTime() + 900) })]);
    expect(wakes.count).toBe(0);
    pass(1000);
    await wakes.heard(1);
  });

  it('rings each second while a job is ready', async () => {
    await worker.opened.store.insert([aJob()]);
    for (const count of [1, 2, 3]) {
      pass(1000);
      await wakes.heard(count);
    }
  });

  it('gives a lost job back and says so', async () => {
    const job = aJob();
    await worker.opened.store.insert([job]);
    await worker.opened.store.claim(aClaim({ leaseMs: 500 }), 1);
    const failed = until(worker.events, 'run_failed');
    pass(1000);
    await expect(failed).resolves.toMatchObject({
      jobId: job.id,
      type: 'prompt',
      to: 'PENDING',
      attempt: 1,
      by: 'sweeper',
    });
    await wakes.heard(1);
  });

  it('ends an expired job and says so', async () => {
    const job = aJob({ expiresAt: new Date(worker.opened.clock.now().getTime() + 500) });
    await worker.opened.store.insert([job]);
    const failed = until(worker.events, 'failed');
    pass(1000);
    await expect(failed).resolves.toMatchObject({ jobId: job.id, to: 'FAILED', by: 'sweeper' });
  });

  it('goes on at once while a sweep stopped at its limit', async () => {
    const lost = Array.from({ length: 501 }, () => aJob({ maxAttempts: 1 }));
    await worker.opened.store.insert(lost);
    await worker.opened.store.claim(aClaim({ leaseMs: 1 }), 501);
    const sweep = jest.spyOn(worker.opened.store, 'sweep');
    const swept = happenings(501);
    pass(1000);
    await swept;
    expect(sweep).toHaveBeenCalledTimes(2);
    await expect(worker.opened.store.list({ status: 'FAILED', limit: 1 })).resolves.toMatchObject({ total: 501 });
  });

  it('never sweeps twice at once', async () => {
    const sweep = jest.spyOn(worker.opened.store, 'sweep');
    pass(5000);
    expect(sweep).toHaveBeenCalledTimes(1);
    await worker.sweeper.stop();
  });

  it('tries again after a sweep that failed', async () => {
    const sweep = jest.spyOn(worker.opened.store, 'sweep').mockRejectedValueOnce(new RangeError('away'));
    await worker.opened.store.insert([aJob()]);
    pass(1000);
    await Promise.allSettled(sweep.mock.results.map(({ value }) => value as Promise<unknown>));
    await new Promise(setImmediate);
    pass(1000);
    await wakes.heard(1);
  });

  it('sweeps no more once it is stopped', async () => {
    await worker.sweeper.stop();
    const sweep = jest.spyOn(worker.opened.store, 'sweep');
    pass(5000);
    expect(sweep).not.toHaveBeenCalled();
  });

  describe('while no bell comes through', () => {
    let process: Wakes;
    beforeEach(async () => {
      await worker.sweeper.stop();
      jest.spyOn(worker.queue, 'enqueue').mockRejectedValue(new RangeError('away'));
      process = new Wakes();
    });
    const sweep = async (): Promise<void> => {
      const swept = jest.spyOn(worker.opened.store, 'sweep');
      pass(1000);
      await Promise.allSettled(swept.mock.results.map(({ value }) => value as Promise<unknown>));
      await new Promise(setImmediate);
      swept.mockRestore();
    };

    it('wakes its own process each second while a job is ready', async () => {
      worker.sweeper.start(process.wake);
      process.answerAll();
      await worker.opened.store.insert([aJob()]);
      for (const count of [1, 2, 3]) {
        await sweep();
        expect(process.count).toBe(count);
      }
      expect(wakes.count).toBe(0);
    });

    it('does not wake it while nothing is ready', async () => {
      worker.sweeper.start(process.wake);
      await sweep();
      expect(process.count).toBe(0);
    });

    it('does not wake it again while it is full', async () => {
      worker.sweeper.start(process.wake);
      await worker.opened.store.insert([aJob()]);
      for (let second = 0; second < 3; second++) await sweep();
      expect(process.count).toBe(1);
      process.answer();
      await sweep();
      expect(process.count).toBe(2);
    });

    it('goes on to the rest of a sweep that stopped at its limit', async () => {
      worker.sweeper.start(process.wake);
      await worker.opened.store.insert(Array.from({ length: 501 }, () => aJob()));
      await worker.opened.store.claim(aClaim({ leaseMs: 1 }), 501);
      const swept = happenings(501);
      pass(1000);
      await swept;
      await expect(worker.opened.store.sweep(1)).resolves.toMatchObject({ changed: [] });
    });
  });

  it('stops though there is more to do', async () => {
    const sweep = jest.spyOn(worker.opened.store, 'sweep').mockImplementation(async () => {
      await new Promise(setImmediate);
      if (sweep.mock.calls.length === 50) throw new RangeError('it goes on');
      return { changed: [], removed: [], capped: [], ready: [], hasMore: true };
    });
    pass(1000);
    await worker.sweeper.stop();
    expect(sweep.mock.calls.length).toBeLessThan(3);
  });
});
