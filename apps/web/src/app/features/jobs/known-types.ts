import { Injectable, inject, signal } from '@angular/core';
import type { JobTypeView } from '@fasttrack/contracts';
import { tap } from 'rxjs';
import { JobTypesApi } from '../../core/job-types-api';
import type { Poll } from '../../core/poll';
import { injectPoll } from '../../core/poll';

const INTERVAL_MS = 10_000;

/** The types that were read last, so that a page that comes back to them shows them at once. */
@Injectable({ providedIn: 'root' })
class KnownTypes {
  readonly last = signal<readonly JobTypeView[] | undefined>(undefined);
}

/** The types of jobs, kept up to date. Needs an injection context. */
export function injectJobTypes(): Poll<readonly JobTypeView[]> {
  const [api, known] = [inject(JobTypesApi), inject(KnownTypes)];
  return injectPoll(
    () =>
      api.list().pipe(
        tap((types) => {
          known.last.set(types);
        }),
      ),
    { intervalMs: INTERVAL_MS, initial: known.last() },
  );
}
