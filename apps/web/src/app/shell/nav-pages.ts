import type { Signal } from '@angular/core';
import { inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import type { IconName } from '../shared/icon-paths';

/** A page that navigation leads to. */
export interface NavPage {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  /** Second key of `g …`, which leads there from everywhere. */
  readonly key: string;
  /** Whether an address belongs to this page or to one below it. */
  readonly owns: (path: string) => boolean;
}

const NEW = '/jobs/new';

/** In the order of the navigation. */
export const NAV_PAGES: readonly NavPage[] = [
  { path: '/', label: 'Dashboard', icon: 'gauge', key: 'd', owns: (path) => path === '/' },
  { path: '/jobs', label: 'Jobs', icon: 'list', key: 'j', owns: (path) => path.startsWith('/jobs') && path !== NEW },
  { path: NEW, label: 'New job', icon: 'plus', key: 'n', owns: (path) => path === NEW },
];

/** The path on screen, without query and fragment. Needs an injection context. */
export function injectPath(): Signal<string> {
  const router = inject(Router);
  const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? '/';
  const paths = router.events.pipe(
    filter((event) => event instanceof NavigationEnd),
    map((event) => pathOf(event.urlAfterRedirects)),
  );
  return toSignal(paths, { initialValue: pathOf(router.url) });
}
