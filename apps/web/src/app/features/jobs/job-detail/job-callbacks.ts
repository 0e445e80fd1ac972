import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ProblemPanel } from '../../../shared/problem-panel';
import { CallbackRows } from './callback-rows';
import { JobCallbacksStore } from './job-callbacks-store';

/** What came in about a job, or why that cannot be shown. */
@Component({
  selector: 'ft-job-callbacks',
  imports: [CallbackRows, ProblemPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (store.problem(); as problem) {
      <ft-problem
        lead="The callbacks could not be read."
        [problem]="problem"
        [canRetry]="true"
        (retry)="store.refresh()"
      />
    }
    @if (store.page().entries.length > 0) {
      <ft-callback-rows [page]="store.page()" />
    } @else if (store.isRead()) {
      <p class="none mut">
        Nothing has come in about this job. A call without a valid proof is not read, so it belongs to no job.
      </p>
    } @else if (!store.problem()) {
      <p class="none mut">Loading the callbacks …</p>
    }
  `,
  styles: `
    .none {
      padding: 16px;
      font-size: 13px;
    }
    ft-problem {
      padding: 12px 16px;
    }
  `,
})
export class JobCallbacks {
  protected readonly store = inject(JobCallbacksStore);
}
