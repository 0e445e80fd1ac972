import { Injectable, computed, signal } from '@angular/core';
import type { Observable } from 'rxjs';
import { Subject } from 'rxjs';
import type { ApiProblem } from './api-problem';

interface Outage {
  readonly since: number;
  /** When the data on screen was last right. */
  readonly asOf: number | undefined;
  /** When the backend is asked again by itself. */
  readonly nextTryAt: number | undefined;
}

/** One poll's line to the {@link Connection}. */
export interface ConnectionReporter {
  answered(): void;
  failed(asOf: number | undefined, nextTryAt: number | undefined): void;
  /** The poll ends. An outage it reported stands until another poll gets an answer. */
  leave(): void;
}

/** Outages seen by something that does not ask again by itself: a submit, a page that was left. */
const LEFT_BEHIND = Symbol('left behind');

const earliest = (times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** Whether the backend answers, as seen by all polls and by requests that failed. Never raised by a 4xx. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly outages = signal<ReadonlyMap<symbol, Outage>>(new Map());
  private readonly tries = new Subject<void>();
  private readonly all = computed(() => [...this.outages().values()]);

  readonly isUnreachable = computed(() => this.outages().size > 0);
  readonly since = computed(() => earliest(this.all().map(({ since }) => since)));
  /** Age of what is on screen; `undefined` when nothing had arrived yet. */
  readonly asOf = computed(() => earliest(this.all().map(({ asOf }) => asOf)));
  /** `undefined` while nothing asks by itself. */
  readonly nextTryAt = computed(() => earliest(this.all().map(({ nextTryAt }) => nextTryAt)));
  /** Every poll asks at once on each emission. */
  readonly tries$: Observable<void> = this.tries.asObservable();

  /** Asks the backend now instead of at {@link nextTryAt}. */
  tryNow(): void {
    this.tries.next();
  }

  /** For a request that no poll makes: raises the banner at once, and lets the polls find out the truth. */
  requestFailed(problem: ApiProblem): void {
    if (!problem.isUnreachable) return;
    this.put(LEFT_BEHIND, undefined, undefined);
    this.tryNow();
  }

  join(): ConnectionReporter {
    const key = Symbol('poll');
    return {
      answered: () => {
        this.answered(key);
      },
      failed: (asOf, nextTryAt) => {
        this.put(key, asOf, nextTryAt);
      },
      leave: () => {
        this.leave(key);
      },
    };
  }

  private put(key: symbol, asOf: number | undefined, nextTryAt: number | undefined): void {
    const since = this.outages().get(key)?.since ?? this.since() ?? Date.now();
    this.outages.update((all) => new Map(all).set(key, { since, asOf, nextTryAt }));
  }

  private answered(key: symbol): void {
    const before = this.outages();
    if (!before.has(key) && !before.has(LEFT_BEHIND)) return;
    const rest = new Map(before);
    rest.delete(key);
    rest.delete(LEFT_BEHIND);
    this.outages.set(rest);
    // One got through: the others need not wait until their turn.
    if (rest.size > 0) this.tryNow();
  }

  private leave(key: symbol): void {
    const outage = this.outages().get(key);
    if (!outage) return;
    const rest = new Map(this.outages());
    rest.delete(key);
    this.outages.set(rest.set(LEFT_BEHIND, { ...outage, nextTryAt: undefined }));
  }
}
