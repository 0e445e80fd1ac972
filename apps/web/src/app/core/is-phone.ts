import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, startWith } from 'rxjs';

/** Whether the screen is as narrow as a phone: now, and each time it changes. Needs an injection context. */
export function injectIsPhone(): Signal<boolean> {
  const media = window.matchMedia('(max-width: 599px)');
  const isPhone$ = fromEvent(media, 'change').pipe(
    startWith(undefined),
    map(() => media.matches),
  );
  return toSignal(isPhone$, { requireSync: true });
}
