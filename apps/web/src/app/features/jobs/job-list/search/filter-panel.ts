import { ChangeDetectionStrategy, Component, computed, inject, input, viewChildren } from '@angular/core';
import { Icon } from '../../../../shared/icon';
import { JobListMemory } from '../job-list-memory';
import { boundsOf } from '../query/created-range';
import { ListAddress } from '../query/list-address';
import type { ListQuery } from '../query/list-query';
import { keyOf } from '../query/list-query';
import { SEARCH_FIELDS } from '../query/search-fields';
import { TEXTS, TIMES, conditionChoices, orderChoices } from './filter-choices';
import { SelectFilter } from './select-filter';
import { TextFilter } from './text-filter';
import { TimeFilter } from './time-filter';

/** Every filter and the order as fields, and the qualifiers that say the same in the search. */
@Component({
  selector: 'ft-filter-panel',
  imports: [Icon, SelectFilter, TextFilter, TimeFilter],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './filter-panel.html',
  styleUrl: './filter-panel.scss',
  host: { class: 'card', role: 'group', 'aria-label': 'Filters' },
})
export class FilterPanel {
  private readonly address = inject(ListAddress);
  private readonly typedCreated = inject(JobListMemory).typedCreated;
  private readonly timeFields = viewChildren(TimeFilter);

  readonly types = input<readonly string[]>([]);

  protected readonly query = this.address.wanted;
  protected readonly conditions = computed(() => conditionChoices(this.query(), this.types()));
  protected readonly orders = computed(() => orderChoices(this.query()));
  protected readonly texts = TEXTS;
  protected readonly times = TIMES;
  protected readonly fields = SEARCH_FIELDS;
  /** Also a time that is half written can be taken away, though it filters nothing. */
  protected readonly canReset = computed(
    () => keyOf(this.query()) !== '' || this.timeFields().some((time) => time.isHalf()),
  );

  /** Takes away times that are half written. */
  resetTimes(): void {
    for (const time of this.timeFields()) time.reset();
  }

  /** Shows all jobs, newest first, and empties every field. */
  protected reset(): void {
    this.address.clear();
    this.resetTimes();
  }

  /** What is picked here stands as a moment, also where something typed once meant the same one. */
  protected pick(name: 'createdAfter' | 'createdBefore', value: string | undefined): void {
    if (boundsOf(this.typedCreated())[name] !== undefined) this.typedCreated.set('');
    this.set({ [name]: value });
  }

  protected setOne(name: 'tag' | 'key', value: string | undefined): void {
    this.set({ [name]: value === '' ? undefined : value });
  }

  protected set(patch: ListQuery): void {
    this.address.commit(patch);
  }
}
