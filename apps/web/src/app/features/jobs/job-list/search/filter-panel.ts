import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { JOB_STATUSES, KEY_MAX_LENGTH, TAG_MAX_LENGTH } from '@fasttrack/contracts';
import type { JobStatus } from '@fasttrack/contracts';
import type { JobSort } from '../../../../core/jobs-api';
import { ListAddress } from '../query/list-address';
import { SEARCH_FIELDS } from '../query/search-fields';

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment as a field for local times has it, to the minute. */
function localText(at: string | undefined): string {
  if (at === undefined) return '';
  const time = new Date(at);
  const year = String(time.getFullYear()).padStart(4, '0');
  const day = `${year}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Every filter and the order as fields, and the qualifiers that say the same in the search. */
@Component({
  selector: 'ft-filter-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './filter-panel.html',
  styleUrl: './filter-panel.scss',
  host: { class: 'card', role: 'group', 'aria-label': 'Filters' },
})
export class FilterPanel {
  private readonly address = inject(ListAddress);

  readonly types = input<readonly string[]>([]);

  protected readonly query = this.address.wanted;
  protected readonly statuses = JOB_STATUSES.map((status) => ({ value: status, name: status.toLowerCase() }));
  protected readonly fields = SEARCH_FIELDS;
  protected readonly tagMax = TAG_MAX_LENGTH;
  protected readonly keyMax = KEY_MAX_LENGTH;
  protected readonly sorts: readonly { readonly value: JobSort; readonly name: string }[] = [
    { value: 'createdAt', name: 'Created' },
    { value: 'updatedAt', name: 'Changed' },
    { value: 'priority', name: 'Priority' },
    { value: 'status', name: 'Status' },
    { value: 'type', name: 'Type' },
  ];
  /** The type of the address stands there also when no such type is known. */
  protected readonly typeNames = computed(() => {
    const { type } = this.query();
    return type === undefined || this.types().includes(type) ? this.types() : [type, ...this.types()];
  });
  protected readonly since = computed(() => localText(this.query().createdAfter));
  protected readonly before = computed(() => localText(this.query().createdBefore));

  protected setText(name: 'type' | 'tag' | 'key', value: string): void {
    this.address.commit({ [name]: value.trim() || undefined });
  }

  protected setStatus(value: string): void {
    this.address.commit({ status: JOB_STATUSES.find((status): status is JobStatus => status === value) });
  }

  /** When the field is left or Enter is pressed: a field of times reports a change at each digit of the year. */
  protected setTime(name: 'createdAfter' | 'createdBefore', value: string): void {
    if (value === localText(this.query()[name])) return;
    const time = value === '' ? undefined : new Date(value);
    if (time && Number.isNaN(time.getTime())) return;
    this.address.commit({ [name]: time?.toISOString() });
  }

  protected setResult(value: string): void {
    this.address.commit({ resultValid: value === '' ? undefined : value === 'valid' });
  }

  protected setSort(value: string): void {
    this.address.commit({ sort: this.sorts.find((sort) => sort.value === value)?.value });
  }

  protected setOrder(value: string): void {
    this.address.commit({ order: value === 'asc' ? 'asc' : undefined });
  }
}
