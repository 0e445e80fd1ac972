import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { BulkAction } from '@fasttrack/contracts';
import { Connection } from '../../../core/connection';
import { Now } from '../../../core/now';
import { Icon } from '../../../shared/icon';
import { ProblemPanel } from '../../../shared/problem-panel';
import { clockTime } from '../../../shared/time-text';
import { EmptyJobs } from '../empty-jobs';
import { FailedSends } from '../failed-sends';
import { Outbox } from '../outbox';
import { BulkActions } from './bulk/bulk-actions';
import { BulkRefusalsPanel } from './bulk/bulk-refusals';
import { ConfirmBulk } from './bulk/confirm-bulk';
import { OperationList } from './bulk/operation-list';
import { Operations } from './bulk/operations';
import { RowSelection } from './bulk/row-selection';
import { SelectPage } from './bulk/select-page';
import { SelectionBar } from './bulk/selection-bar';
import { ExportMenu } from './export/export-menu';
import { ExportProgress } from './export/export-progress';
import { JobExport } from './export/job-export';
import { JobListStore } from './job-list-store';
import { JobTable } from './job-table';
import { keepFocus } from './keep-focus';
import { leaveOrder } from './leave-order';
import { injectListKeys } from './list-keys';
import { ListTabs } from './list-tabs';
import { ListAddress } from './query/list-address';
import { ListPreferences } from './query/list-preferences';
import { conditionsOf, hasConditions } from './query/list-query';
import { queryWords } from './query/query-words';
import { RowChanges } from './row-changes';
import { SearchBox } from './search/search-box';
import { countText } from './tab-counts';
import { ViewMenu } from './view-menu';
import { SavedViewsMenu } from './views/saved-views-menu';

/** All jobs of a filter, live: searched, ordered and counted by the backend. */
@Component({
  selector: 'ft-job-list',
  imports: [
    BulkRefusalsPanel,
    ConfirmBulk,
    EmptyJobs,
    ExportMenu,
    ExportProgress,
    FailedSends,
    Icon,
    JobTable,
    ListTabs,
    OperationList,
    ProblemPanel,
    RouterLink,
    SearchBox,
    SelectPage,
    SelectionBar,
    ViewMenu,
    SavedViewsMenu,
  ],
  providers: [ListAddress, RowChanges, RowSelection, JobListStore, Operations, BulkActions, JobExport],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-list.html',
  styleUrl: './job-list.scss',
})
export class JobList {
  private readonly router = inject(Router);
  private readonly outbox = inject(Outbox);
  private readonly now = inject(Now);
  private readonly preferences = inject(ListPreferences);
  private readonly table = viewChild(JobTable);
  private readonly search = viewChild(SearchBox);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly connection = inject(Connection);
  protected readonly address = inject(ListAddress);
  protected readonly store = inject(JobListStore);
  protected readonly changes = inject(RowChanges);
  protected readonly selection = inject(RowSelection);
  protected readonly bulk = inject(BulkActions);

  protected readonly isStale = computed(() => this.store.isStale() || this.connection.isUnreachable());
  protected readonly asOf = computed(() => {
    const at = this.store.at();
    return this.isStale() && at !== undefined ? clockTime(at) : undefined;
  });
  protected readonly words = computed(() => queryWords(this.address.query(), this.now.ms()));
  protected readonly types = computed(() => Object.keys(this.store.stats()?.byType ?? {}));
  protected readonly conditions = computed(() => conditionsOf(this.address.query()));
  protected readonly hasFaults = computed(() => this.address.faults().length > 0);
  protected readonly view = computed(() => {
    if (this.store.queryFaults().length > 0) return 'refused';
    if (this.hasFaults()) return 'no match';
    if (this.store.lines().length > 0) return 'rows';
    if (this.store.isLoading()) return 'loading';
    if (this.store.problem() ?? this.connection.isUnreachable()) return 'nothing';
    if (this.store.isPartial() && this.store.hasOlder()) return 'partial';
    return hasConditions(this.address.query()) ? 'no match' : 'empty';
  });
  protected readonly jobs = computed(() =>
    this.store.lines().flatMap((line) => (line.kind === 'job' && line.look !== 'sending' ? [line.job] : [])),
  );
  protected readonly selected = computed(() => this.jobs().filter(({ id }) => this.selection.has(id)));

  constructor() {
    leaveOrder(() => ({ ids: this.jobs().map(({ id }) => id), total: countText(this.store.total()) }));
    this.followFilter();
    this.keepFilter();
    this.followFaults();
    effect(() => {
      this.store.hold('selection', !this.selection.isEmpty());
    });
    keepFocus({ table: () => this.table(), heading: () => this.heading().nativeElement });
    injectListKeys({
      table: () => this.table(),
      focusSearch: () => this.search()?.focus(),
      act: (action) => {
        this.actOnSelected(action);
      },
    });
  }

  protected actOnSelected(action: BulkAction): void {
    if (this.hasFaults()) return;
    if (this.selection.isAllMatching()) this.bulk.askAboutAll(action, this.conditions());
    else this.bulk.askAbout(action, this.selected());
  }

  protected showWaiting(): void {
    this.store.showWaiting();
    window.scrollTo({ top: 0 });
  }

  /** Another filter is another list: what was selected belongs to the one before. */
  private followFilter(): void {
    effect(() => {
      this.address.query();
      this.hasFaults();
      untracked(() => {
        this.selection.clear();
        this.bulk.leave();
      });
    });
  }

  /** What the backend refuses would be refused at every visit; no filter at all is kept without asking it. */
  private keepFilter(): void {
    effect(() => {
      const query = this.address.query();
      const isUseful = this.store.isAnswered() || !hasConditions(query);
      if (isUseful && !this.hasFaults())
        untracked(() => {
          this.preferences.setFilter(query);
        });
    });
  }

  /** The form can point at the field, also where the refusal was faster than this page. Who comes back is not sent again. */
  private followFaults(): void {
    effect(() => {
      if (this.outbox.takeFaults()) untracked(() => void this.router.navigate(['/jobs/new']));
    });
  }
}
