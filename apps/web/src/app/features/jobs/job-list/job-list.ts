import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Connection } from '../../../core/connection';
import { Icon } from '../../../shared/icon';
import { ProblemPanel } from '../../../shared/problem-panel';
import { clockTime } from '../../../shared/time-text';
import { FailedSends } from '../failed-sends';
import { Outbox } from '../outbox';
import { EmptyJobs } from './empty-jobs';
import { JobListStore } from './job-list-store';
import { JobRow } from './job-row';
import { ListTabs } from './list-tabs';
import { RowChanges } from './row-changes';

/** How far the page may be scrolled and still count as at its top. */
const TOP_PX = 24;

/** All jobs, newest first, live. */
@Component({
  selector: 'ft-job-list',
  imports: [EmptyJobs, FailedSends, Icon, JobRow, ListTabs, ProblemPanel, RouterLink],
  providers: [RowChanges, JobListStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-list.html',
  styleUrl: './job-list.scss',
  host: { '(window:scroll)': 'noteScroll()' },
})
export class JobList {
  private readonly router = inject(Router);
  private readonly outbox = inject(Outbox);
  protected readonly connection = inject(Connection);
  protected readonly store = inject(JobListStore);
  protected readonly changes = inject(RowChanges);

  protected readonly isStale = computed(() => this.store.isStale() || this.connection.isUnreachable());
  protected readonly asOf = computed(() => {
    const at = this.store.at();
    return this.isStale() && at !== undefined ? clockTime(at) : undefined;
  });
  protected readonly isFiltered = computed(
    () => this.store.status() !== undefined || this.store.unknownStatus() !== null,
  );
  protected readonly view = computed(() => {
    if (this.store.unknownStatus() !== null) return 'no match';
    if (this.store.lines().length > 0) return 'rows';
    if (this.store.isLoading()) return 'loading';
    if (this.store.problem() ?? this.connection.isUnreachable()) return 'nothing';
    return this.isFiltered() ? 'no match' : 'empty';
  });

  constructor() {
    const before = this.outbox.failures();
    effect(() => {
      const fresh = this.outbox.failures().filter((failure) => !before.includes(failure));
      // The form can point at the field. Who comes back from there is not sent again.
      const hasFaultyField = fresh.some(({ problem }) => problem.fields.length > 0);
      if (hasFaultyField) untracked(() => void this.router.navigate(['/jobs/new']));
    });
  }

  protected noteScroll(): void {
    this.store.hold('scroll', window.scrollY > TOP_PX);
  }

  /** A finger that left the screen is no pointer over the table. */
  protected notePointer(event: PointerEvent, isOver: boolean): void {
    if (event.pointerType !== 'touch') this.store.hold('pointer', isOver);
  }

  protected showWaiting(): void {
    this.store.showWaiting();
    window.scrollTo({ top: 0 });
  }
}
