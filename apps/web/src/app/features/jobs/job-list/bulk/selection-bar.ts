import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { BulkAction, JobRowView } from '@fasttrack/contracts';
import type { JobCount } from '../../../../core/job-page';
import { Icon } from '../../../../shared/icon';
import { canChange } from '../../change-words';
import { countText } from '../tab-counts';
import { RowSelection } from './row-selection';

/** Over the table while jobs are selected: how many, what can be done with them, and the way to all of the filter. */
@Component({
  selector: 'ft-selection-bar',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './selection-bar.html',
  styleUrl: './selection-bar.scss',
  host: { role: 'group', 'aria-label': 'Selection' },
})
export class SelectionBar {
  protected readonly selection = inject(RowSelection);

  /** The selected jobs of this page. */
  readonly jobs = input.required<readonly JobRowView[]>();
  /** Whether every job of the page is selected. */
  readonly isWholePage = input.required<boolean>();
  readonly total = input<JobCount>();
  readonly isBusy = input(false);
  /** Nothing can be sent while the backend does not answer. */
  readonly isOut = input(false);
  readonly act = output<BulkAction>();

  protected readonly all = computed(() => countText(this.total()));
  protected readonly hasMore = computed(() => {
    const total = this.total();
    return total !== undefined && (total.isCapped || total.count > this.jobs().length);
  });
  protected readonly retryable = computed(() => this.jobs().filter((job) => canChange('retry', job)).length);
  protected readonly cancellable = computed(() => this.jobs().filter((job) => canChange('cancel', job)).length);
}
