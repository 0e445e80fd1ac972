import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { SEARCH_MAX_LENGTH } from '@fasttrack/contracts';
import { Icon } from '../../../../shared/icon';
import { JobListMemory } from '../job-list-memory';
import { ListAddress } from '../query/list-address';
import type { ListQuery } from '../query/list-query';
import { hasConditions } from '../query/list-query';
import { parseSearch, typedSearch } from '../query/parse-search';
import type { QueryChip } from '../query/query-chips';
import { chipsOf } from '../query/query-chips';
import { tokensOf } from '../query/search-tokens';
import { isFinished, settledWords } from '../query/settled-words';
import { FilterPanel } from './filter-panel';

/** The search with its filters as chips. Words are looked for while they are typed, qualifiers with a blank or Enter. */
@Component({
  selector: 'ft-search-box',
  imports: [FilterPanel, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './search-box.html',
  styleUrl: './search-box.scss',
})
export class SearchBox {
  private readonly address = inject(ListAddress);
  private readonly typedCreated = inject(JobListMemory).typedCreated;
  private readonly panel = viewChild(FilterPanel);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  /** Names of the job types; empty while they are not known. */
  readonly types = input<readonly string[]>([]);
  /** What the backend has against the filter. */
  readonly refusals = input<readonly string[]>([]);

  protected readonly text = linkedSignal(() => typedSearch(this.address.wanted().search ?? ''));
  protected readonly isOpen = signal(false);
  protected readonly chips = computed(() => chipsOf(this.address.wanted(), this.typedCreated()));
  protected readonly isFiltered = computed(
    () => hasConditions(this.address.wanted()) || this.text() !== '' || this.address.faults().length > 0,
  );
  private readonly typed = linkedSignal<unknown, readonly string[]>({
    source: this.address.wanted,
    computation: () => [],
  });
  protected readonly faults = computed(() => [...this.typed(), ...this.address.faults(), ...this.refusals()]);

  focus(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  protected write(text: string): void {
    const { patch, faults, isPlain } = parseSearch(text, { types: this.types() });
    if (!isPlain && faults.length === 0 && isFinished(text) && this.isAtEnd()) {
      this.noteCreated(text);
      this.take(patch);
      return;
    }
    const search = settledWords(text);
    if ((search ?? '').length <= SEARCH_MAX_LENGTH) this.address.type({ search });
    this.text.set(text);
    this.typed.set([]);
  }

  protected commit(event?: Event): void {
    event?.preventDefault();
    const { patch, faults } = parseSearch(this.text(), { types: this.types() });
    if (faults.length === 0) {
      this.noteCreated(this.text());
      this.address.commit({ ...patch, search: patch.search });
      this.text.set(typedSearch(patch.search ?? ''));
    }
    this.typed.set(faults);
  }

  protected remove({ without }: QueryChip): void {
    this.address.commit(without);
    this.field().nativeElement.focus();
  }

  /** Backspace at the beginning takes the last chip, as it takes the letter before it. */
  protected takeLast(event: Event): void {
    const { selectionStart, selectionEnd } = this.field().nativeElement;
    const last = this.chips().at(-1);
    if (last === undefined || selectionStart !== 0 || selectionEnd !== 0) return;
    event.preventDefault();
    this.remove(last);
  }

  protected clear(): void {
    this.address.clear();
    this.panel()?.resetTimes();
    this.text.set('');
    this.typed.set([]);
    this.field().nativeElement.focus();
  }

  /** Whether the caret is behind all words: a blank that stood there before ends nothing that is typed in front of it. */
  private isAtEnd(): boolean {
    const { selectionEnd, value } = this.field().nativeElement;
    return selectionEnd === value.length;
  }

  private noteCreated(text: string): void {
    const token = tokensOf(text).find(({ field }) => field?.toLowerCase() === 'created');
    if (token) this.typedCreated.set(token.value);
  }

  /** What filters becomes chips while words stay, with room for the next one. */
  private take(patch: ListQuery): void {
    const rest = patch.search === undefined ? '' : `${typedSearch(patch.search)} `;
    this.address.commit({ ...patch, search: patch.search });
    this.text.set(rest);
    this.typed.set([]);
    // The text may be what it was before the last input, which nothing else would write again.
    this.field().nativeElement.value = rest;
  }
}
