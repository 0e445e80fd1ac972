import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { JobListStore } from '../job-list-store';
import { RowSelection } from './row-selection';

/** One box for all rows of the page: it says whether all, some or none are selected, and turns them. */
@Component({
  selector: 'ft-select-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="pick">
      <input
        #box
        type="checkbox"
        class="check"
        aria-label="Select all jobs on this page"
        [checked]="selected() === 'all'"
        [indeterminate]="selected() === 'some'"
        (change)="turn(box.checked)"
      />
    </label>
  `,
})
export class SelectPage {
  private readonly store = inject(JobListStore);
  private readonly selection = inject(RowSelection);

  protected readonly selected = computed(() => {
    const page = this.store.page();
    const count = page.filter((id) => this.selection.has(id)).length;
    if (count === 0) return 'none';
    return count === page.length ? 'all' : 'some';
  });

  protected turn(isOn: boolean): void {
    if (isOn) this.selection.selectPage(this.store.page());
    else this.selection.clear();
  }
}
