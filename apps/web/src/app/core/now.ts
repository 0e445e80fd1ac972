import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NEVER, switchMap, timer } from 'rxjs';
import { TabActivity } from './tab-activity';

/** One clock for everything that shows passing time: it ticks each second while the tab can be seen. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly current = signal(Date.now());

  /** Milliseconds since 1970, not older than a second in a tab that can be seen. */
  readonly ms = this.current.asReadonly();

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
