import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { injectShortcuts } from '../core/shortcuts';
import { NAV_PAGES } from './nav-pages';
import { Sheets } from './sheets';

/** Adds the shortcuts that work on every page. `find`: goes to the search. Needs an injection context. */
export function injectShellShortcuts(find: () => void): void {
  const router = inject(Router);
  const sheets = inject(Sheets);
  const done = (act: () => void) => (): undefined => {
    act();
  };
  injectShortcuts('Everywhere', [
    {
      keys: '?',
      label: 'This help',
      run: done(() => {
        sheets.show('help');
      }),
    },
    { keys: 'mod+k', label: 'Find a job, page or action', run: done(find) },
    { keys: '/', label: 'Find a job, page or action', run: done(find) },
    ...NAV_PAGES.map(({ key, label, path }) => ({
      ...{ keys: `g ${key}`, label: `Go to: ${label}` },
      run: done(() => void router.navigateByUrl(path)),
    })),
  ]);
}
