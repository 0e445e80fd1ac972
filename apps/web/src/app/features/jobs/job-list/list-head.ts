import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { JobSort } from '../../../core/jobs-api';
import { Toasts } from '../../../core/toasts';
import { Icon } from '../../../shared/icon';
import { SelectPage } from './bulk/select-page';
import { ListAddress } from './query/list-address';
import type { ColumnName } from './query/list-preferences';
import { COLUMN_HINTS } from './query/list-preferences';
import { SEARCH_IS_BY_AGE } from './query/list-query';

interface HeadCell {
  readonly name: string;
  readonly label: string;
  readonly sort?: JobSort;
  readonly isNumber?: boolean;
}

const CELLS: readonly HeadCell[] = [
  { name: 'status', label: 'Status', sort: 'status' },
  { name: 'job', label: 'Job' },
  { name: 'type', label: 'Type', sort: 'type' },
  { name: 'outcome', label: 'Progress or result' },
  { name: 'priority', label: 'Priority', sort: 'priority', isNumber: true },
  { name: 'attempts', label: 'Attempts', isNumber: true },
  { name: 'wait', label: 'Wait', isNumber: true },
  { name: 'run', label: 'Run', isNumber: true },
  { name: 'updated', label: 'Changed', sort: 'updatedAt', isNumber: true },
  { name: 'created', label: 'Created', sort: 'createdAt', isNumber: true },
];
const ALWAYS: readonly string[] = ['status', 'job'];
/** What a person wants to see first: names from A, everything else from the top. */
const usualOrder = (sort: JobSort): 'asc' | 'desc' => (sort === 'status' || sort === 'type' ? 'asc' : 'desc');

/** The head of the table: names of the columns, the order, and all rows of the page at once. */
@Component({
  selector: 'ft-list-head',
  imports: [Icon, SelectPage],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './list-head.html',
  styleUrl: './list-head.scss',
  host: { role: 'row', 'aria-rowindex': '1' },
})
export class ListHead {
  private readonly address = inject(ListAddress);
  private readonly toasts = inject(Toasts);

  readonly columns = input.required<ReadonlySet<ColumnName>>();

  /** A search has one order: by age. */
  private readonly isByAge = computed(() => this.address.wanted().search !== undefined);
  protected readonly cells = computed(() => {
    const { sort = 'createdAt', order = 'desc' } = this.address.wanted();
    const isThere = ({ name }: HeadCell): boolean => ALWAYS.includes(name) || this.columns().has(name as ColumnName);
    return CELLS.filter(isThere).map((cell) => ({
      ...cell,
      hint: COLUMN_HINTS[cell.name as ColumnName],
      order: cell.sort === sort ? order : undefined,
      why: cell.sort !== 'createdAt' && this.isByAge() ? `${SEARCH_IS_BY_AGE}.` : undefined,
    }));
  });

  /** `why`: what stands against it, which keys and fingers learn here and the pointer before. */
  protected sortBy(sort: JobSort, why: string | undefined): void {
    if (why !== undefined) {
      this.toasts.show(why);
      return;
    }
    const { sort: now = 'createdAt', order = 'desc' } = this.address.wanted();
    const turned = order === 'desc' ? 'asc' : 'desc';
    this.address.commit({ sort, order: now === sort ? turned : usualOrder(sort) });
  }
}
