import { DOCUMENT } from '@angular/common';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { defer, distinctUntilChanged, fromEvent, map, merge, shareReplay, startWith } from 'rxjs';

/** Whether this tab can be seen. Not `navigator.onLine`: a backend on localhost answers without a network. */
@Injectable({ providedIn: 'root' })
export class TabActivity {
  private readonly document = inject(DOCUMENT);

  /** The state now and each change of it. */
  readonly active$: Observable<boolean> = defer(() =>
    merge(fromEvent(this.document, 'visibilitychange'), fromEvent(window, 'focus'), fromEvent(window, 'pageshow')).pipe(
      startWith(undefined),
      map(() => this.document.visibilityState !== 'hidden'),
    ),
  ).pipe(distinctUntilChanged(), shareReplay({ bufferSize: 1, refCount: true }));
}
