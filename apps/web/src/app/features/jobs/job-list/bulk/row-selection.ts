import { Injectable, computed, signal } from '@angular/core';

interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Every job of the filter, also those that are not on this page. */
  readonly isAllMatching: boolean;
}

const NONE: Chosen = { ids: new Set(), isAllMatching: false };

/** Which jobs are selected, by id: polls, sorting and new rows change nothing about it. */
@Injectable()
export class RowSelection {
  private readonly chosen = signal<Chosen>(NONE);
  /** Where a range begins. */
  private anchor: string | undefined;

  readonly ids = computed(() => this.chosen().ids);
  readonly isAllMatching = computed(() => this.chosen().isAllMatching);
  readonly isEmpty = computed(() => !this.isAllMatching() && this.ids().size === 0);

  has(id: string): boolean {
    return this.isAllMatching() || this.ids().has(id);
  }

  /** Turns one row. `page`: every row in its order; out of all matching jobs it leaves those of the page but this one. */
  toggle(id: string, page: readonly string[]): void {
    const ids = new Set(this.isAllMatching() ? page : this.ids());
    if (!ids.delete(id)) ids.add(id);
    this.anchor = id;
    this.choose(ids);
  }

  /** Makes every row from the last one that was turned to this one like that one. */
  extend(id: string, page: readonly string[]): void {
    const [from, to] = [page.indexOf(this.anchor ?? id), page.indexOf(id)];
    if (from < 0 || to < 0 || this.isAllMatching()) {
      this.toggle(id, page);
      return;
    }
    const ids = new Set(this.ids());
    const isOn = this.anchor === undefined || ids.has(this.anchor);
    for (const one of page.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (isOn) ids.add(one);
      else ids.delete(one);
    }
    this.choose(ids);
  }

  selectPage(page: readonly string[]): void {
    this.choose(new Set(page));
  }

  selectAllMatching(): void {
    this.chosen.update(({ ids }) => ({ ids, isAllMatching: true }));
  }

  /** Takes these out of the selected rows; out of all matching jobs it leaves none. */
  drop(ids: readonly string[]): void {
    this.anchor = undefined;
    if (this.isAllMatching()) this.clear();
    else this.choose(new Set([...this.ids()].filter((id) => !ids.includes(id))));
  }

  clear(): void {
    this.anchor = undefined;
    this.chosen.set(NONE);
  }

  private choose(ids: ReadonlySet<string>): void {
    this.chosen.set({ ids, isAllMatching: false });
  }
}
