import { DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { JobView } from '@fasttrack/contracts';
import { JobsApi } from '../../../core/jobs-api';
import { Now } from '../../../core/now';
import { Toasts } from '../../../core/toasts';
import { Draft } from '../draft';
import { isUnwritten } from '../draft-job';
import { draftLike } from '../submit-body';
import { memberText } from '../wire-text';

/**
 * Starts the form from the job that `?from=` names. What was written before can be brought back; without `from` the kept
 * draft stays. Needs an injection context.
 */
export function fillDraft(): void {
  const [draft, api, toasts, router] = [inject(Draft), inject(JobsApi), inject(Toasts), inject(Router)];
  const clock = inject(Now);
  const from = inject(ActivatedRoute).snapshot.queryParamMap.get('from');
  if (from === null) return;
  const before = draft.job();
  const fill = (job: JobView): void => {
    // What a person has written meanwhile is worth more than the copy.
    if (draft.job() !== before) return;
    draft.choose(job.type);
    const kept = draft.job();
    draft.put(draftLike(job, memberText(job, 'payload', api.textOf(job)) ?? '{}', clock.ms()));
    const undo = (): void => {
      draft.put(kept);
    };
    if (!isUnwritten(kept)) toasts.show('The earlier job took the place of your draft.', { label: 'Undo', run: undo });
    // A reload shows what became of the draft, not the copy again.
    void router.navigate([], { queryParams: { type: job.type }, replaceUrl: true });
  };
  api
    .get(from)
    .pipe(takeUntilDestroyed(inject(DestroyRef)))
    .subscribe({
      next: fill,
      error: () => {
        toasts.warn('The earlier job could not be read.');
      },
    });
}
