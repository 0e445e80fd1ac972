import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { JobStatus, StatsView } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';

const count = new Intl.NumberFormat();
const nameOf = (status: JobStatus): string => status.charAt(0) + status.slice(1).toLowerCase();

/** Filters by status; the choice is in the address. */
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
          [queryParams]="{ status: tab.query }"
          queryParamsHandling="merge"
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
  `,
})
export class ListTabs {
  readonly status = input<JobStatus>();
  readonly stats = input<StatsView>();
  /** Nothing is chosen while the address has a status that does not exist. */
  readonly isUnknown = input(false);

  protected readonly tabs = computed(() => {
    const stats = this.stats();
    const text = (number: number | undefined): string => (number === undefined ? '' : count.format(number));
    const all = {
      name: 'All',
      query: null as string | null,
      isOn: this.status() === undefined && !this.isUnknown(),
      count: text(stats?.total),
    };
    const each = JOB_STATUSES.map((status) => ({
      name: nameOf(status),
      query: status.toLowerCase(),
      isOn: this.status() === status,
      count: text(stats?.byStatus[status]),
    }));
    return [all, ...each];
  });
}
