import { Location } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { JobsApi } from '../../../core/jobs-api';
import { Toasts } from '../../../core/toasts';
import { Draft, readDraft } from '../draft';

/**
 * Starts the form from another job: from `state` of the navigation, or from the job that `?from=` names. Without either
 * the kept draft stays. Needs an injection context.
 */
export function fillDraft(): void {
  const [draft, location, toasts] = [inject(Draft), inject(Location), inject(Toasts)];
  const given = readDraft(inject(Router).currentNavigation()?.extras.state);
  const from = inject(ActivatedRoute).snapshot.queryParamMap.get('from');
  if (given.prompt !== '') {
    draft.change(given);
    // A reload shows what became of the draft, not the copy again.
    location.replaceState('/jobs/new');
  } else if (from !== null) {
    const before = draft.job();
    inject(JobsApi)
      .get(from)
      .pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe({
        next: (job) => {
          // What a person has written meanwhile is worth more than the copy.
          if (draft.job() !== before) return;
          draft.change(readDraft({ ...job.payload, priority: job.priority, expects: job.expects }));
          location.replaceState('/jobs/new');
        },
        error: () => {
          toasts.warn('The earlier job could not be read.');
        },
      });
  }
}
