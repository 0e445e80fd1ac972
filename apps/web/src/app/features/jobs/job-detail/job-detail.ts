import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { JobPage } from './job-page';

/** The page of one job; another id in the address begins a new page. */
@Component({
  selector: 'ft-job-detail',
  imports: [JobPage],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (page of pages(); track page.id) {
      <ft-job-page [tab]="tab()" />
    }
  `,
})
export class JobDetail {
  /** From the path. */
  readonly id = input.required<string>();
  /** From the query: which part of the job is shown. */
  readonly tab = input<string>();

  protected readonly pages = computed(() => [{ id: this.id() }]);
}
