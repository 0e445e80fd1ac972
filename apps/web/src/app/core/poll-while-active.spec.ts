import { BehaviorSubject, NEVER, Observable, Subject, defer, map, of, throwError, timer } from 'rxjs';
import { ApiProblem } from './api-problem';
import type { PollStream, PollTick } from './poll-while-active';
import { backoffDelay, pollWhileActive } from './poll-while-active';

const problem = (status: number): ApiProblem => new ApiProblem({ title: 'No', detail: 'no', status });

describe('backoffDelay', () => {
  it('grows by half up to the ceiling', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 500].map((failures) => backoffDelay(failures, () => 0));
    expect(delays).toEqual([3000, 4500, 6750, 10_125, 15_188, 22_781, 30_000, 30_000, 30_000]);
  });

  it('comes earlier by chance, at most by a fifth', () => {
    expect(backoffDelay(1, () => 1)).toBe(2400);
    expect(backoffDelay(50, () => 1)).toBe(24_000);
  });
});

describe('pollWhileActive', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setup(answer: () => Observable<number>, options: Partial<PollStream<number>> = {}) {
    const active$ = new Subject<boolean>();
    const refresh$ = new Subject<void>();
    const pace$ = new BehaviorSubject<number | null>(2000);
    const seen: PollTick<number>[] = [];
    let calls = 0;
    const request = (): Observable<number> =>
      defer(() => {
        calls += 1;
        return answer();
      });
    const stream = pollWhileActive({ request, active$, refresh$, pace$, random: () => 0, ...options });
    const subscription = stream.subscribe((tick) => seen.push(tick));
    return { active$, refresh$, pace$, seen, subscription, calls: () => calls, last: () => seen.at(-1)?.state };
  }

  it('is loading until the tab is active, asks at once, then after each wait', () => {
    let n = 0;
    const poll = setup(() => of(++n));
    expect(poll.last()?.kind).toBe('loading');
    expect(poll.calls()).toBe(0);
    poll.active$.next(true);
    expect(poll.last()).toMatchObject({ kind: 'ok', value: 1 });
    jest.advanceTimersByTime(1999);
    expect(poll.calls()).toBe(1);
    jest.advanceTimersByTime(1);
    expect(poll.last()).toMatchObject({ kind: 'ok', value: 2 });
    poll.subscription.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('shows what is known already in place of loading', () => {
    const poll = setup(() => NEVER, { initial: 7 });
    poll.active$.next(true);
    expect(poll.last()).toMatchObject({ kind: 'ok', value: 7 });
    expect(poll.seen.at(-1)?.at).toBeUndefined();
  });

  it('never overlaps: the wait begins when a slow answer has arrived', () => {
    const poll = setup(() => timer(7000).pipe(map(() => 1)));
    poll.active$.next(true);
    jest.advanceTimersByTime(8999);
    expect(poll.calls()).toBe(1);
    jest.advanceTimersByTime(1);
    expect(poll.calls()).toBe(2);
  });

  it('backs off, keeps the last value, and recovers', () => {
    let isDown = false;
    const poll = setup(() => (isDown ? throwError(() => problem(503)) : of(42)));
    poll.active$.next(true);
    isDown = true;
    jest.advanceTimersByTime(2000);
    for (const [failures, waitMs] of [3000, 4500, 6750, 10_125, 15_188, 22_781, 30_000, 30_000].entries()) {
      expect(poll.last()).toMatchObject({ kind: 'error', value: 42, failures: failures + 1 });
      const before = poll.calls();
      jest.advanceTimersByTime(waitMs - 1);
      expect(poll.calls()).toBe(before);
      jest.advanceTimersByTime(1);
      expect(poll.calls()).toBe(before + 1);
    }
    isDown = false;
    jest.advanceTimersByTime(30_000);
    expect(poll.last()).toMatchObject({ kind: 'ok', value: 42, failures: 0 });
    const before = poll.calls();
    jest.advanceTimersByTime(2000);
    expect(poll.calls()).toBe(before + 1);
  });

  it('says when it asks again', () => {
    const poll = setup(() => throwError(() => problem(503)));
    poll.active$.next(true);
    expect(poll.seen.at(-1)?.nextTryAt).toBe(Date.now() + 3000);
  });

  it('survives a request that throws before it is made', () => {
    const poll = setup(() => {
      throw new TypeError('broken');
    });
    poll.active$.next(true);
    expect(poll.last()).toMatchObject({ kind: 'error', error: { detail: 'broken' } });
    jest.advanceTimersByTime(3000);
    expect(poll.calls()).toBe(2);
  });

  it('pauses: drops the request in flight and the timer, and resumes at once', () => {
    let dropped = 0;
    const poll = setup(
      () =>
        new Observable<number>(() => () => {
          dropped += 1;
        }),
    );
    poll.active$.next(true);
    poll.active$.next(false);
    expect(dropped).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(3_600_000);
    expect(poll.calls()).toBe(1);
    poll.active$.next(true);
    expect(poll.calls()).toBe(2);
  });

  it('asks at once when refreshed and begins the wait anew; not while paused', () => {
    const poll = setup(() => of(1));
    poll.active$.next(true);
    jest.advanceTimersByTime(1500);
    poll.refresh$.next();
    expect(poll.calls()).toBe(2);
    jest.advanceTimersByTime(1999);
    expect(poll.calls()).toBe(2);
    jest.advanceTimersByTime(1);
    expect(poll.calls()).toBe(3);
    poll.active$.next(false);
    poll.refresh$.next();
    expect(poll.calls()).toBe(3);
  });

  it('stops at an error that no repetition cures, until it is woken', () => {
    const poll = setup(() => throwError(() => problem(404)));
    poll.active$.next(true);
    expect(poll.seen.at(-1)?.nextTryAt).toBeUndefined();
    jest.advanceTimersByTime(600_000);
    expect(poll.calls()).toBe(1);
    poll.refresh$.next();
    expect(poll.calls()).toBe(2);
  });

  it('comes again after 429', () => {
    const poll = setup(() => throwError(() => problem(429)));
    poll.active$.next(true);
    jest.advanceTimersByTime(3000);
    expect(poll.calls()).toBe(2);
  });

  it('asks once more when switched off, then only when refreshed', () => {
    const poll = setup(() => of(1));
    poll.active$.next(true);
    poll.pace$.next(null);
    expect(poll.calls()).toBe(2);
    jest.advanceTimersByTime(600_000);
    expect(poll.calls()).toBe(2);
    poll.refresh$.next();
    expect(poll.calls()).toBe(3);
    poll.pace$.next(5000);
    expect(poll.calls()).toBe(4);
    jest.advanceTimersByTime(5000);
    expect(poll.calls()).toBe(5);
  });

  it('goes on while the backend cannot be reached, also when switched off', () => {
    let isDown = true;
    const poll = setup(() => (isDown ? throwError(() => problem(503)) : of(1)));
    poll.pace$.next(null);
    poll.active$.next(true);
    expect(poll.seen.at(-1)?.nextTryAt).toBe(Date.now() + 3000);
    isDown = false;
    jest.advanceTimersByTime(3000);
    expect(poll.last()).toMatchObject({ kind: 'ok', value: 1 });
    jest.advanceTimersByTime(600_000);
    expect(poll.calls()).toBe(2);
  });

  it('waits at least as long as the page wants', () => {
    const poll = setup(() => of(1), { floorMs: () => 9000 });
    poll.active$.next(true);
    jest.advanceTimersByTime(8999);
    expect(poll.calls()).toBe(1);
    jest.advanceTimersByTime(1);
    expect(poll.calls()).toBe(2);
  });
});
