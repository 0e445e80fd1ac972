import { DOCUMENT } from '@angular/common';
import { DestroyRef, Injector, afterNextRender, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { focusQuietly } from '../core/focus-quietly';
import { distinctUntilChanged, filter, map, skip } from 'rxjs';

/** After each change of page, not of its filters, the focus goes to the new heading. Needs an injection context. */
export function moveFocusWithPages(): void {
  const document = inject(DOCUMENT);
  const injector = inject(Injector);
  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects.split(/[?#]/)[0]),
      distinctUntilChanged(),
      skip(1),
      takeUntilDestroyed(inject(DestroyRef)),
    )
    .subscribe(() => {
      afterNextRender(
        () => {
          const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
          if (heading) focusQuietly(heading);
        },
        { injector },
      );
    });
}
