import type { Signal } from '@angular/core';
import { DestroyRef, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { Subject, combineLatest, map, merge } from 'rxjs';
import { ApiKey } from './api-key';
import type { ApiProblem } from './api-problem';
import { Connection } from './connection';
import type { ConnectionReporter } from './connection';
import { LiveControl } from './live-control';
import { PollTurn } from './poll-turn';
import type { PollState, PollStream, PollTick } from './poll-while-active';
import { pollWhileActive } from './poll-while-active';
import { TabActivity } from './tab-activity';

/** A running poll as a page reads it. An unchanged answer changes none of the signals but `at` and `nextTryAt`. */
export interface Poll<T> {
  readonly state: Signal<PollState<T>>;
  /** The last good value, also after a failure. */
  readonly value: Signal<T | undefined>;
  /** Whether the last try failed, so that the value may be out of date. */
  readonly stale: Signal<boolean>;
  readonly problem: Signal<ApiProblem | undefined>;
  /** When the value arrived, in milliseconds since 1970. */
  readonly at: Signal<number | undefined>;
  /** When it asks again by itself; `undefined` when it does not. */
  readonly nextTryAt: Signal<number | undefined>;
  /** Asks at once, unless the tab is hidden. */
  refresh(): void;
}

export interface PollOptions<T> extends Pick<PollStream<T>, 'initial'> {
  /** Shortest wait between two requests. The live control may make it longer, or stop it. Asked with each answer. */
  readonly intervalMs: number | ((value: T) => number);
}

const isSamePicture = <T>(a: PollState<T>, b: PollState<T>): boolean =>
  a.kind === b.kind && a.value === b.value && a.error === b.error && a.failures === b.failures;

/**
 * Asks for `request` again and again until the component that called it is destroyed. Needs an injection context.
 * Obeys the live control, pauses in a hidden tab and while an API key is wanted, backs off on errors and tells the {@link Connection} what it sees.
 */
export function injectPoll<T>(request: () => Observable<T>, options: PollOptions<T>): Poll<T> {
  const connection = inject(Connection);
  const turn = inject(PollTurn);
  const own$ = new Subject<void>();
  const tick = signal<PollTick<T> | undefined>(undefined);
  const reporter = connection.join();
  const refresh$ = merge(own$, connection.tries$);
  pollWhileActive({ ...options, ...wakeUps(options), request: () => turn.take(request), refresh$ })
    .pipe(takeUntilDestroyed())
    .subscribe((next) => {
      tick.set(next);
      report(reporter, next);
    });
  inject(DestroyRef).onDestroy(() => {
    reporter.leave();
  });
  return {
    ...picture(tick),
    refresh: () => {
      own$.next();
    },
  };
}

function wakeUps<T>({ intervalMs }: PollOptions<T>): Pick<PollStream<T>, 'pace$' | 'active$' | 'floorMs'> {
  return {
    pace$: inject(LiveControl).paceMs$,
    active$: combineLatest([inject(TabActivity).active$, inject(ApiKey).isGranted$]).pipe(
      map(([isSeen, isGranted]) => isSeen && isGranted),
    ),
    floorMs: typeof intervalMs === 'number' ? () => intervalMs : intervalMs,
  };
}

function report<T>(reporter: ConnectionReporter, { state, at, nextTryAt }: PollTick<T>): void {
  if (state.kind === 'error' && state.error.isUnreachable) reporter.failed(at, nextTryAt);
  else if (state.kind === 'error' || at !== undefined) reporter.answered();
}

function picture<T>(tick: Signal<PollTick<T> | undefined>): Omit<Poll<T>, 'refresh'> {
  const state = computed<PollState<T>>(
    () => tick()?.state ?? { kind: 'loading', value: undefined, error: undefined, failures: 0 },
    { equal: isSamePicture },
  );
  return {
    state,
    value: computed(() => state().value),
    stale: computed(() => state().kind === 'error'),
    problem: computed(() => state().error),
    at: computed(() => tick()?.at),
    nextTryAt: computed(() => tick()?.nextTryAt),
  };
}
