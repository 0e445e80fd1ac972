import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NEVER, switchMap, timer } from 'rxjs';
import { BackendClock } from './backend-clock';
import { TabActivity } from './tab-activity';

/** One clock for everything that shows passing time: it ticks each second while the tab can be seen. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly clock = inject(BackendClock);
  private readonly current = signal(Date.now());

  /** By this browser's clock, in milliseconds since 1970. Not older than a second in a tab that can be seen. */
  readonly localMs = this.current.asReadonly();
  /** The same by the backend's clock: times of jobs are compared with this one. */
  readonly ms = computed(() => this.current() + this.clock.aheadMs());

  constructor() {
    inject(TabActivity)
      .active$.pipe(
        switchMap((isActive) => (isActive ? timer(0, 1000) : NEVER)),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.current.set(Date.now());
      });
  }
}
