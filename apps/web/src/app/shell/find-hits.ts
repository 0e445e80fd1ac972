import type { Signal } from '@angular/core';
import { computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import type { JobRowView } from '@fasttrack/contracts';
import { debounceTime, map, switchMap } from 'rxjs';
import { PayloadPrivacy } from '../core/payload-privacy';
import { tellingTitle } from '../shared/job-title';
import { STATUS_LOOK } from '../shared/status-badge';
import type { Command } from './commands';
import { FindJob } from './find-job';

/** A pause in typing after which it is worth asking. */
const PAUSE_MS = 200;

/** Leads to jobs that have the words of a text; none while their search is on its way. Needs an injection context. */
export function injectFindHits(text: Signal<string>): Signal<readonly Command[]> {
  const [jobs, router] = [inject(FindJob), inject(Router)];
  const { isHidden } = inject(PayloadPrivacy);
  const found = toSignal(
    toObservable(text).pipe(
      debounceTime(PAUSE_MS),
      switchMap((words) => jobs.hits(words).pipe(map((hits) => ({ words, hits })))),
    ),
  );
  const toCommand = (job: JobRowView): Command => {
    const [icon, aside] = STATUS_LOOK[job.status];
    const label = tellingTitle(job, isHidden());
    return { ...{ id: `job ${job.id}`, icon, label, aside }, run: () => void router.navigate(['/jobs', job.id]) };
  };
  return computed(() => {
    const last = found();
    return last?.words === text() ? last.hits.map(toCommand) : [];
  });
}
