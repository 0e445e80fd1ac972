import { setTimeout as delay } from 'node:timers/promises';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { eventually } from '@fasttrack/storage/testing/eventually';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { Subject } from 'rxjs';
import type { ChangeBell, JobEnding } from './change-bell.port';
import type { Job } from './job';
import { JobChanges } from './job-changes';
import { JobEvents } from './job-events';
import { cancel } from './job-life';
import { JobWaiter } from './job-waiter';

const never = (): AbortSignal => new AbortController().signal;

/** A bell whose rings the test gives, or loses. */
class HandBell implements ChangeBell {
  private readonly endings = new Subject<JobEnding>();
  readonly endings$ = this.endings.asObservable();
  ring(ending: JobEnding): void {
    this.endings.next(ending);
  }
}

describe('JobWaiter', () => {
  let opened: OpenSqliteStore;
  let bell: HandBell;
  let waiter: JobWaiter;
  let read: (id: string) => Promise<Job | null>;
  let find: jest.SpyInstance<Promise<Job | null>, [string]>;

  beforeEach(async () => {
    opened = await openSqliteStore();
    bell = new HandBell();
    waiter = new JobWaiter(opened.store, bell);
    waiter.onModuleInit();
    read = opened.store.find.bind(opened.store);
    find = jest.spyOn(opened.store, 'find');
  });
  afterEach(async () => {
    waiter.onModuleDestroy();
    await opened.close();
  });

  const stored = async (): Promise<string> => {
    const job = aJob();
    await opened.store.insert([job]);
    return job.id;
  };
  /** Ends a job without a ring. */
  const end = async (id: string): Promise<void> => {
    const changes = new JobChanges(opened.store, new JobEvents());
    await changes.change(id, (job) => cancel(job, { at: opened.clock.now(), by: 'test' }));
  };
  const ring = (id: string): void => {
    bell.ring({ jobId: id, to: 'CANCELLED' });
  };

  it('asks the store twice when the bell rings: before the wait and after it', async () => {
    const id = await stored();
    const waiting = waiter.untilFinal(id, 5000, never());
    await delay(50);
    await end(id);
    find.mockClear();
    ring(id);
    await expect(waiting).resolves.toMatchObject({ id, status: 'CANCELLED' });
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('hears an ending between its first look and its wait', async () => {
    const id = await stored();
    find.mockImplementationOnce(async () => {
      const job = aJob({ id });
      await end(id);
      ring(id);
      return job;
    });
    const startedAt = performance.now();
    await expect(waiter.untilFinal(id, 5000, never())).resolves.toMatchObject({ status: 'CANCELLED' });
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('makes good a lost ring within a second or so', async () => {
    const id = await stored();
    const waiting = waiter.untilFinal(id, 20_000, never());
    await delay(50);
    await end(id);
    const startedAt = performance.now();
    await expect(waiting).resolves.toMatchObject({ status: 'CANCELLED' });
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it('looks at each awaited job once a second, however many wait for it, at most 16 at a time', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, stored));
    const waits = ids.flatMap((id) => Array.from({ length: 5 }, () => waiter.untilFinal(id, 60_000, never())));
    let [open, most] = [0, 0];
    const times: number[] = [];
    // The first look of each caller, before its wait, is not one of all awaited jobs.
    await eventually(async () => {
      await expect(Promise.resolve(find.mock.calls.length)).resolves.toBeGreaterThanOrEqual(waits.length);
    });

    find.mockClear().mockImplementation(async (id) => {
      times.push(performance.now());
      most = Math.max(most, ++open);
      await delay(5);
      open--;
      return read(id);
    });
    await eventually(async () => {
      await expect(Promise.resolve(times.length)).resolves.toBeGreaterThan(2 * ids.length);
    });
    const looks = find.mock.calls.map(([id]) => id);
    expect([...looks.slice(0, ids.length)].sort()).toEqual([...ids].sort());
    expect(looks.slice(ids.length, 2 * ids.length)).toEqual(looks.slice(0, ids.length));
    expect(Math.max(...times.slice(1).map((at, before) => at - times[before]!))).toBeGreaterThan(900);
    expect(most).toBe(16);
    waiter.onModuleDestroy();
    await Promise.all(waits);
  });

  it('looks at nothing when nobody waits', async () => {
    const id = await stored();
    await waiter.untilFinal(id, 10, never());
    find.mockClear();
    await delay(1200);
    expect(find).not.toHaveBeenCalled();
  });

  it('goes on waiting when a look finds the store away', async () => {
    const id = await stored();
    const waiting = waiter.untilFinal(id, 10_000, never());
    await delay(50);
    find.mockRejectedValueOnce(new RangeError('away'));
    await delay(1100);
    await end(id);
    await expect(waiting).resolves.toMatchObject({ status: 'CANCELLED' });
  });

  it('lets go at once of a caller who hangs up', async () => {
    const id = await stored();
    const caller = new AbortController();
    const waiting = waiter.untilFinal(id, 60_000, caller.signal);
    await delay(50);
    caller.abort();
    await expect(waiting).resolves.toMatchObject({ status: 'PENDING' });
  });

  it('lets everybody go when the process stops, and holds nobody after that', async () => {
    const id = await stored();
    const waiting = [1, 2, 3].map(() => waiter.untilFinal(id, 60_000, never()));
    await delay(50);
    waiter.onModuleDestroy();
    await expect(Promise.all(waiting)).resolves.toHaveLength(3);
    await expect(waiter.untilFinal(id, 60_000, never())).resolves.toMatchObject({ status: 'PENDING' });
  });

  it('goes on when the job it was called for is run again', async () => {
    const id = await stored();
    const waiting = waiter.untilFinal(id, 300, never());
    await delay(50);
    ring(id);
    await expect(waiting).resolves.toMatchObject({ status: 'PENDING' });
  });

  it('refuses an unknown job', async () => {
    await expect(waiter.untilFinal('nobody', 60_000, never())).rejects.toMatchObject({ code: 'job.not-found' });
  });
});
