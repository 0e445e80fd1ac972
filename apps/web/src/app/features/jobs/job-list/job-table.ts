import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { injectIsPhone } from '../../../core/is-phone';
import { HIDDEN_TEXT, PayloadPrivacy } from '../../../core/payload-privacy';
import { Icon } from '../../../shared/icon';
import { RowSelection } from './bulk/row-selection';
import { JobListStore } from './job-list-store';
import { JobRow } from './job-row';
import { ListHead } from './list-head';
import type { ListLine } from './list-lines';
import { idOf } from './list-lines';
import { CHOSEN_COLUMNS, ListPreferences } from './query/list-preferences';
import { isSameWindow, windowOf } from './row-window';

/** How far the page may be scrolled and still count as at its top. */
const TOP_PX = 24;
/** Heights of a row, which the styles take from here. */
const ROW_PX = { comfortable: 51, compact: 36, phone: 102 };

/** The rows of the list. Of a long one only those near the screen are drawn; the page keeps its height. */
@Component({
  selector: 'ft-job-table',
  imports: [Icon, JobRow, ListHead],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './job-table.html',
  styleUrl: './job-table.scss',
  host: { '(window:scroll)': 'look()', '(window:resize)': 'look()' },
})
export class JobTable {
  private readonly injector = inject(Injector);
  private readonly preferences = inject(ListPreferences);
  private readonly body = viewChild.required<ElementRef<HTMLElement>>('body');
  /** Where somebody was last, also while that row is not drawn. */
  private lastKey: string | undefined;
  private readonly sight = signal({ scrolledPx: 0, screenPx: window.innerHeight });
  private readonly isPhone = injectIsPhone();
  protected readonly store = inject(JobListStore);
  protected readonly selection = inject(RowSelection);
  protected readonly isHidden = inject(PayloadPrivacy).isHidden;
  protected readonly hiddenText = HIDDEN_TEXT;

  protected readonly columns = computed(() => new Set(this.preferences.columns()));
  /** Columns that were left out have no width. */
  protected readonly widths = computed(() =>
    CHOSEN_COLUMNS.filter(({ name }) => !this.columns().has(name))
      .map(({ name }) => `--w-${name}: 0px;`)
      .join(''),
  );
  protected readonly isCompact = computed(() => this.preferences.density() === 'compact' && !this.isPhone());
  protected readonly rowPx = computed(() => {
    if (this.isPhone()) return ROW_PX.phone;
    return this.isCompact() ? ROW_PX.compact : ROW_PX.comfortable;
  });
  protected readonly window = computed(
    () => windowOf({ count: this.store.lines().length, rowPx: this.rowPx(), ...this.sight() }),
    { equal: isSameWindow },
  );
  protected readonly drawn = computed(() => this.store.lines().slice(this.window().start, this.window().end));

  constructor() {
    afterNextRender(() => {
      this.look();
    });
    effect(() => {
      this.store.noteSeen(this.drawn().flatMap((line) => idOf(line) ?? []));
    });
  }

  /** Brings a row on screen and gives its link the focus. `step` counts from the row that had it last, or from the top. */
  go(step: 1 | -1): boolean {
    const lines = this.store.lines();
    const at = lines.findIndex(({ key }) => key === (this.focused() ?? this.lastKey));
    const to = at < 0 ? 0 : at + step;
    const line = lines[to];
    if (!line) return false;
    if (!this.bringRow(line.key)) {
      const { top } = this.body().nativeElement.getBoundingClientRect();
      window.scrollTo({ top: window.scrollY + top + to * this.rowPx() - window.innerHeight / 2 });
      this.look();
      afterNextRender(
        () => {
          this.bringRow(line.key);
        },
        { injector: this.injector },
      );
    }
    return true;
  }

  /**
   * Gives the focus to this row; where it left, to the next one of the order before that is still there, else to the one
   * before it. A row that is not drawn has it when it is. `false`: there is none.
   */
  focusNear(key: string, order: readonly string[]): boolean {
    const at = order.indexOf(key);
    const there = new Set(this.store.lines().map((line) => line.key));
    const wished = [key, ...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).reverse()];
    const near = wished.find((one) => there.has(one));
    if (near !== undefined) this.focusRow(near);
    return near !== undefined;
  }

  /** Gives the focus to the row behind this one, or to this one when it is the last. `false`: there is none. */
  focusAfter(key: string | undefined): boolean {
    const lines = this.store.lines();
    const at = lines.findIndex((line) => line.key === key);
    const line = lines[at + 1] ?? lines[at];
    if (line) this.focusRow(line.key);
    return line !== undefined;
  }

  /** The job of the row that has the focus. */
  current(): (ListLine & { readonly kind: 'job' }) | undefined {
    const line = this.store.lines().find(({ key }) => key === this.focused());
    return line?.kind === 'job' && line.look !== 'sending' ? line : undefined;
  }

  pick(id: string, isRange: boolean): void {
    if (isRange) this.selection.extend(id, this.store.page());
    else this.selection.toggle(id, this.store.page());
  }

  protected noteFocus(): void {
    this.lastKey = this.focused();
  }

  protected look(): void {
    const scrolledPx = -this.body().nativeElement.getBoundingClientRect().top;
    this.sight.set({ scrolledPx, screenPx: window.innerHeight });
    this.store.hold('scroll', window.scrollY > TOP_PX);
  }

  /** A finger that left the screen is no pointer over the table. */
  protected notePointer(event: PointerEvent, isOver: boolean): void {
    if (event.pointerType !== 'touch') this.store.hold('pointer', isOver);
  }

  private focused(): string | undefined {
    const { activeElement } = this.body().nativeElement.ownerDocument;
    return activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'];
  }

  private bringRow(key: string): boolean {
    const row = this.focusRow(key);
    row?.scrollIntoView({ block: 'nearest' });
    return row !== undefined;
  }

  private focusRow(key: string): HTMLElement | undefined {
    const rows = [...this.body().nativeElement.querySelectorAll<HTMLElement>('[data-key]')];
    const row = rows.find(({ dataset }) => dataset['key'] === key);
    const target = row?.querySelector<HTMLElement>('a.title') ?? row;
    target?.focus({ preventScroll: true });
    return row;
  }
}
