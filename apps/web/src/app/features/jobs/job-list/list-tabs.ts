import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import type { JobCount } from '../../../core/job-page';
import type { ListQuery } from './query/list-query';
import { paramsOf } from './query/list-query';
import type { StatusCounts } from './tab-counts';
import { countText, sumOf } from './tab-counts';

const nameOf = (status: JobStatus): string => status.charAt(0) + status.slice(1).toLowerCase();

/** Filters by status; the choice is in the address, and every other condition stays. */
@Component({
  selector: 'ft-list-tabs',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <nav class="tabs" aria-label="Filter by status">
      @for (tab of tabs(); track tab.name) {
        <a
          class="tab"
          routerLink="."
          [queryParams]="tab.params"
          [class.on]="tab.isOn"
          [attr.aria-current]="tab.isOn ? 'true' : null"
          >{{ tab.name }}<span class="n">{{ tab.count }}</span></a
        >
      }
    </nav>
  `,
  styles: `
    :host {
      min-inline-size: 0;
      overflow-x: auto;
      scrollbar-width: none;
      padding: 2px;
    }

    .n:empty {
      display: none;
    }
  `,
})
export class ListTabs {
  readonly query = input.required<ListQuery>();
  readonly counts = input.required<StatusCounts>();
  /** Jobs of the whole filter, as the list says. */
  readonly total = input<JobCount>();
  /** Nothing is chosen while the address has a value that no job can have. */
  readonly isUnknown = input(false);

  protected readonly tabs = computed(() => {
    const [query, counts] = [this.query(), this.counts()];
    const tab = (name: string, status: JobStatus | undefined, count: JobCount | undefined) => ({
      name,
      count: countText(count),
      params: paramsOf({ ...query, status }),
      isOn: query.status === status && !this.isUnknown(),
    });
    const all = sumOf(counts) ?? (query.status === undefined ? this.total() : undefined);
    return [tab('All', undefined, all), ...JOB_STATUSES.map((status) => tab(nameOf(status), status, counts[status]))];
  });
}
