import { DestroyRef, inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { JobNeighbours } from '../job-neighbours';

/** What a list leaves behind for the pages of its jobs. */
export interface LeftOrder {
  readonly ids: readonly string[];
  readonly total: string;
}

/** When the list is left, its order stays for the pages of its jobs. Needs an injection context. */
export function leaveOrder(order: () => LeftOrder): void {
  const [neighbours, route] = [inject(JobNeighbours), inject(ActivatedRoute)];
  inject(DestroyRef).onDestroy(() => {
    const params = Object.entries(route.snapshot.queryParams);
    const query = params.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    neighbours.remember({ ...order(), query: Object.fromEntries(query) });
  });
}
