import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { Router } from '@angular/router';
import { Outbox } from '../../outbox';
import { ListPreferences } from './list-preferences';
import { keyOf, paramsOf } from './list-query';

/**
 * Who opens the list by its bare address sees what was looked at last, as far as it is chosen: status, type and order.
 * What belongs to one question (words, tag, key, times, result) is not asked again: a saved view keeps that. Not on the way
 * back, which leads to what was there, and not while a job is on its way that a filter would hide.
 */
export const openLastFilter: CanActivateFn = (route) => {
  const router = inject(Router);
  const kept = inject(ListPreferences).filter();
  const isBare = route.queryParamMap.keys.length === 0;
  const isBack = router.currentNavigation()?.trigger === 'popstate';
  if (!isBare || isBack || keyOf(kept) === '' || inject(Outbox).sending().length > 0) return true;
  return router.createUrlTree(['/jobs'], { queryParams: paramsOf(kept) });
};
