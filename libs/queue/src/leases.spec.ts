import type { Job } from '@fasttrack/jobs/job';
import { cancel } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';

const LEASE_MS = 15_000;

describe('Leases', () => {
  let worker: Worker;
  let job: Job;

  beforeEach(async () => {
    worker = await aWorker();
    await worker.opened.store.insert([aJob()]);
    const [claimed] = await worker.opened.store.claim(aClaim({ leaseMs: LEASE_MS }), 1);
    job = claimed!;
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
  });
  afterEach(async () => {
    worker.leases.release(job);
    jest.useRealTimers();
    await worker.close();
  });

  /** Lets time pass for the timers and for the store, up to a heartbeat, and waits until that was written. */
  async function pass(ms: number): Promise<void> {
    worker.opened.clock.advance(ms);
    const renew = jest.spyOn(worker.opened.store, 'renew');
    jest.advanceTimersByTime(ms);
    await Promise.allSettled(renew.mock.results.map(({ value }) => value as Promise<unknown>));
    await new Promise(setImmediate);
    renew.mockRestore();
  }
  const until = async (): Promise<Date | undefined> => (await worker.stored(job.id)).lease?.until;

  it('renews what it holds three times in the length of a lease', async () => {
    worker.leases.hold(job);
    for (let beat = 1; beat <= 6; beat++) {
      await pass(LEASE_MS / 3);
      await expect(until()).resolves.toEqual(new Date(worker.opened.clock.now().getTime() + LEASE_MS));
    }
    await expect(worker.opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
  });

  it('renews nothing once the run is over', async () => {
    worker.leases.hold(job);
    worker.leases.release(job);
    const before = await until();
    await pass(LEASE_MS);
    await expect(until()).resolves.toEqual(before);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('keeps the lease of a newer run when an older one is released', async () => {
    worker.leases.hold(job);
    worker.leases.release({ ...job, attempt: 0 });
    await pass(LEASE_MS / 3);
    await expect(until()).resolves.toEqual(new Date(worker.opened.clock.now().getTime() + LEASE_MS));
  });

  it('aborts an older run of a job when a newer one starts here', () => {
    const older = worker.leases.hold(job);
    const newer = worker.leases.hold({ ...job, attempt: 2 });
    expect([older.reason, newer.aborted]).toEqual(['lost', false]);
    worker.leases.release({ ...job, attempt: 2 });
  });

  it('aborts a run at once when its job is cancelled here', () => {
    const signal = worker.leases.hold(job);
    worker.events.emit({ jobId: job.id, type: job.type, event: 'cancelled', to: 'CANCELLED', attempt: 1, by: 'api' });
    expect(signal.reason).toBe('cancelled');
  });

  it('aborts a run by the next heartbeat when its job was cancelled elsewhere', async () => {
    const signal = worker.leases.hold(job);
    await worker.opened.store.apply([cancel(job, { at: worker.opened.clock.now(), by: 'api' })]);
    expect(signal.aborted).toBe(false);
    await pass(LEASE_MS / 3);
    expect(signal.reason).toBe('lost');
  });

  it('aborts all runs at the shutdown, and renews them until they are released', async () => {
    const signal = worker.leases.hold(job);
    worker.leases.abortAll('shutdown');
    expect(signal.reason).toBe('shutdown');
    await pass(LEASE_MS / 3);
    await expect(until()).resolves.toEqual(new Date(worker.opened.clock.now().getTime() + LEASE_MS));
  });

  it('goes on when the store did not answer a heartbeat', async () => {
    const signal = worker.leases.hold(job);
    jest.spyOn(worker.opened.store, 'renew').mockRejectedValueOnce(new RangeError('away'));
    await pass(LEASE_MS / 3);
    expect(signal.aborted).toBe(false);
    await pass(LEASE_MS / 3);
    await expect(until()).resolves.toEqual(new Date(worker.opened.clock.now().getTime() + LEASE_MS));
  });

  it('tells a run that it took as long as its type allows, and forgets that once the run is over', () => {
    const { startedAt = new Date(0), lease } = job;
    const deadline = new Date(startedAt.getTime() + 4000);
    const limited = { ...job, lease: { holder: 'me', handedOver: false, ...lease, until: deadline, deadline } };
    const signal = worker.leases.hold(limited);
    jest.advanceTimersByTime(3999);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toBe('timeout');
    worker.leases.release(limited);
    worker.leases.hold(limited);
    worker.leases.release(limited);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for no deadline that a timer cannot reach', () => {
    const { startedAt = new Date(0) } = job;
    const deadline = new Date(startedAt.getTime() + 30 * 86_400_000);
    const signal = worker.leases.hold({
      ...job,
      lease: { holder: 'me', handedOver: false, until: deadline, deadline },
    });
    jest.advanceTimersByTime(1);
    expect(signal.aborted).toBe(false);
  });
});
