import { Location } from '@angular/common';
import { DestroyRef, Injectable, computed, inject, linkedSignal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import {
  ActivatedRoute,
  NavigationCancel,
  NavigationEnd,
  NavigationError,
  NavigationSkipped,
  NavigationStart,
  Router,
} from '@angular/router';
import type { Event } from '@angular/router';
import type { ListQuery } from './list-query';
import { keyOf, paramsOf, readQuery, tidy } from './list-query';

/** How the way to another page ends. */
const ENDS = [NavigationEnd, NavigationCancel, NavigationError, NavigationSkipped];
/** So long after the last letter the address follows. */
const TYPING_MS = 300;

/**
 * The filter of the list, which is its address. Typing replaces the entry of the history, committing adds one; whatever
 * leads elsewhere meanwhile takes what was still to be written with it, so that nobody is pulled back.
 */
@Injectable()
export class ListAddress {
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  private readonly read = computed(() => readQuery(this.params()));
  private readonly wish = linkedSignal({
    source: this.read,
    computation: ({ query }) => query,
    equal: (a, b) => keyOf(a) === keyOf(b),
  });
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The address that the typing under way began at. */
  private typedFrom: string | undefined;
  private isWriting = false;
  /** Somebody is on the way elsewhere. A field that is taken away then reports a last change: it must write nothing. */
  private isLeaving = false;

  /** What the address says: this is what is asked for. */
  readonly query = computed(() => this.read().query, { equal: (a, b) => keyOf(a) === keyOf(b) });
  /** What is wanted, a moment before the address says it. */
  readonly wanted = this.wish.asReadonly();
  /** Values of the address that no job can have. */
  readonly faults = computed(() => this.read().faults);

  constructor() {
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      this.notice(event);
    });
    inject(DestroyRef).onDestroy(() => {
      this.forget();
      this.isLeaving = true;
    });
  }

  /** Writes when the typing pauses, in place of the present address. */
  type(patch: ListQuery): void {
    if (this.isLeaving) return;
    this.typedFrom ??= this.router.url;
    this.wish.set(this.merged(patch));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.write(true);
    }, TYPING_MS);
  }

  /** Writes at once; Back leads to what was before. */
  commit(patch: ListQuery): void {
    this.wish.set(this.merged(patch));
    this.push();
  }

  /** Shows all jobs. */
  clear(): void {
    this.wish.set({});
    this.push();
  }

  /** Takes this filter without an entry of its own, as if the address had named it. */
  start(query: ListQuery): void {
    this.wish.set(tidy(query));
    this.write(true);
  }

  private merged(patch: ListQuery): ListQuery {
    return tidy({ ...this.wish(), ...patch });
  }

  private push(): void {
    if (this.isLeaving) return;
    clearTimeout(this.timer);
    const { typedFrom } = this;
    this.typedFrom = undefined;
    const isWritten = keyOf(this.wish()) === keyOf(this.query());
    // Typing wrote over the entry that Back should lead to.
    if (typedFrom !== undefined && typedFrom !== this.router.url) {
      const state = this.location.getState();
      this.location.replaceState(typedFrom, '', state);
      if (isWritten) this.location.go(this.router.url, '', state);
    }
    if (!isWritten) this.write(false);
  }

  private write(isReplaced: boolean): void {
    this.isWriting = true;
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: paramsOf(this.wish()),
      replaceUrl: isReplaced,
    });
    this.isWriting = false;
  }

  private notice(event: Event): void {
    if (event instanceof NavigationStart && !this.isWriting) {
      this.forget();
      this.isLeaving = true;
    }
    if (ENDS.some((end) => event instanceof end)) this.isLeaving = false;
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.typedFrom = undefined;
  }
}
