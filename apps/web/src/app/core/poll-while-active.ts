import type { Observable } from 'rxjs';
import {
  EMPTY,
  catchError,
  defer,
  distinctUntilChanged,
  map,
  NEVER,
  of,
  repeat,
  startWith,
  switchMap,
  timer,
} from 'rxjs';
import type { ApiProblem } from './api-problem';
import { toApiProblem } from './api-problem';

/** Wait after the first failure. */
const BASE_MS = 2000;
const GROWTH = 1.5;
/** Longest wait between two tries. */
const BACKOFF_MAX_MS = 30_000;

/** Wait after so many failures in a row: ×1.5 each time up to the ceiling, less up to a fifth by chance. */
export function backoffDelay(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(BACKOFF_MAX_MS, BASE_MS * GROWTH ** Math.min(failures, 20));
  return Math.round(ceiling * (1 - 0.2 * random()));
}

/** What a poll has to show. After a failure the last good value stays, marked by `kind`. */
export type PollState<T> =
  | { readonly kind: 'loading'; readonly value: undefined; readonly error: undefined; readonly failures: 0 }
  | { readonly kind: 'ok'; readonly value: T; readonly error: undefined; readonly failures: 0 }
  | { readonly kind: 'error'; readonly value: T | undefined; readonly error: ApiProblem; readonly failures: number };

/** One step of a poll: its state, when the value arrived and when it asks again by itself. */
export interface PollTick<T> {
  readonly state: PollState<T>;
  readonly at: number | undefined;
  readonly nextTryAt: number | undefined;
}

export interface PollStream<T> {
  readonly request: () => Observable<T>;
  /** Wait between an answer and the next request; `null`: ask once, then only when woken. */
  readonly pace$: Observable<number | null>;
  /** false = paused. The first true after a false asks at once. */
  readonly active$: Observable<boolean>;
  /** Each emission asks at once. Ignored while paused. */
  readonly refresh$: Observable<unknown>;
  /** A page that knows by its last answer that nothing will change soon waits at least this long. */
  readonly floorMs?: (value: T) => number;
  /** Shown instead of loading until the first answer. */
  readonly initial?: T | undefined;
  readonly random?: () => number;
}

/** Asking again cures no 4xx, it stays until the request changes; only 408 and 429 ask to come again. */
const isFatal = ({ status }: ApiProblem): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429;

const start = <T>(initial: T | undefined): PollTick<T> => ({
  state:
    initial === undefined
      ? { kind: 'loading', value: undefined, error: undefined, failures: 0 }
      : { kind: 'ok', value: initial, error: undefined, failures: 0 },
  at: undefined,
  nextTryAt: undefined,
});

/**
 * Asks for as long as it is subscribed and active. The wait begins when an answer has arrived, so requests never overlap;
 * a wake-up (return to the tab, refresh, another pace) drops the request in flight. Failures never end the stream.
 */
export function pollWhileActive<T>(o: PollStream<T>): Observable<PollTick<T>> {
  return defer(() => {
    const memory = new PollMemory<T>(o);
    const chain = (pace: number | null): Observable<PollTick<T>> =>
      defer(o.request).pipe(
        map((value) => memory.succeed(value, pace)),
        catchError((error: unknown) => of(memory.fail(toApiProblem(error), pace))),
        repeat({ delay: () => (memory.waitMs === null ? EMPTY : timer(memory.waitMs)) }),
      );
    const awake$ = o.pace$.pipe(
      distinctUntilChanged(),
      switchMap((pace) =>
        o.refresh$.pipe(
          startWith(undefined),
          switchMap(() => chain(pace)),
        ),
      ),
    );
    return o.active$.pipe(
      distinctUntilChanged(),
      switchMap((isActive) => (isActive ? awake$ : NEVER)),
      startWith(start(o.initial)),
    );
  });
}

/** What one poll remembers between its requests. */
class PollMemory<T> {
  private value: T | undefined;
  private at: number | undefined;
  private failures = 0;
  /** Wait until the next request; `null`: none by itself. */
  waitMs: number | null = null;

  constructor(private readonly o: PollStream<T>) {
    this.value = o.initial;
  }

  succeed(value: T, pace: number | null): PollTick<T> {
    this.value = value;
    this.at = Date.now();
    this.failures = 0;
    this.waitMs = pace === null ? null : Math.max(pace, this.o.floorMs?.(value) ?? 0);
    return this.tick({ kind: 'ok', value, error: undefined, failures: 0 });
  }

  fail(error: ApiProblem, pace: number | null): PollTick<T> {
    this.failures += 1;
    this.waitMs = this.hasToAsk(error, pace) ? backoffDelay(this.failures, this.o.random) : null;
    return this.tick({ kind: 'error', value: this.value, error, failures: this.failures });
  }

  /** Also with the live control off: an outage has to end by itself, submitting is off as long as it stands. */
  private hasToAsk(error: ApiProblem, pace: number | null): boolean {
    if (error.isUnreachable) return true;
    return pace !== null && !isFatal(error);
  }

  private tick(state: PollState<T>): PollTick<T> {
    return { state, at: this.at, nextTryAt: this.waitMs === null ? undefined : Date.now() + this.waitMs };
  }
}
