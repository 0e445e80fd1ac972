import { DOCUMENT } from '@angular/common';
import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { isRecord } from '../../../../core/is-record';
import { keepSetting, readSetting } from '../../../../core/local-setting';
import type { ReadQuery } from '../query/list-query';
import { markOf, readQuery } from '../query/list-query';

/** A filter and an order of the list under a name. */
export interface SavedView {
  readonly name: string;
  /** As the query of an address. */
  readonly query: string;
}

/** Letters of a name. */
export const VIEW_NAME_MAX_LENGTH = 60;

const KEY = 'ft.views';
const AT_MOST = 50;

const isSame = (one: string, other: string): boolean => one.toLocaleLowerCase() === other.toLocaleLowerCase();
const readOf = ({ query }: SavedView): ReadQuery => readQuery(new URLSearchParams(query));
const byName = (one: SavedView, other: SavedView): number => one.name.localeCompare(other.name);

/** Views that this browser keeps, in all of its tabs. Opening one is a way to its address. */
@Injectable({ providedIn: 'root' })
export class SavedViews {
  private readonly kept = signal(read() ?? []);
  /** What is shown is what storage holds; a full one keeps an older list. */
  private isKept = true;

  /** By name. */
  readonly all = this.kept.asReadonly();
  /** There is no room for another one. */
  readonly isFull = computed(() => this.kept().length >= AT_MOST);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const follow = ({ key }: StorageEvent): void => {
      if (this.isKept && (key === KEY || key === null)) this.kept.set(read() ?? []);
    };
    window?.addEventListener('storage', follow);
    inject(DestroyRef).onDestroy(() => window?.removeEventListener('storage', follow));
  }

  /** The view that shows what an address shows. */
  showing(read: ReadQuery): SavedView | undefined {
    const mark = markOf(read);
    return this.kept().find((view) => markOf(readOf(view)) === mark);
  }

  /** What speaks against a name for a view, or for the view that has it `before`. */
  faultOf(name: string, before?: string): string | undefined {
    if (name === '') return 'A view needs a name.';
    const isTaken = this.kept().some((view) => view.name !== before && isSame(view.name, name));
    return isTaken ? 'Another view has this name.' : undefined;
  }

  /** Keeps a view, in place of the one called `before`. `false`: only until this page is left, storage has no room. */
  save(view: SavedView, before = view.name): boolean {
    return this.change((views) => [...views.filter(({ name }) => name !== before && !isSame(name, view.name)), view]);
  }

  remove(name: string): void {
    this.change((views) => views.filter((view) => view.name !== name));
  }

  /** Brings a removed one back, or says why it cannot come: its name, its filter or its room is taken by now. */
  bringBack(view: SavedView): string | undefined {
    const fault = this.isFull() ? 'There is no room for another view.' : this.faultOf(view.name);
    const twin = this.showing(readOf(view));
    if (fault !== undefined || twin) return fault ?? `The view "${twin?.name}" shows the same.`;
    this.save(view);
    return undefined;
  }

  /** Another tab may have kept one since. */
  private change(to: (views: readonly SavedView[]) => readonly SavedView[]): boolean {
    this.kept.set([...to((this.isKept ? read() : undefined) ?? this.kept())].sort(byName));
    this.isKept = keepSetting(KEY, JSON.stringify(this.kept()));
    return this.isKept;
  }
}

/** What was kept; odd ones cost themselves and no other. Nothing when there is none, or storage is closed. */
function read(): readonly SavedView[] | undefined {
  const text = readSetting(KEY);
  if (text === null) return undefined;
  try {
    const views: unknown = JSON.parse(text);
    return Array.isArray(views) ? views.flatMap(viewOf) : [];
  } catch {
    return [];
  }
}

function viewOf(value: unknown): readonly SavedView[] {
  if (!isRecord(value)) return [];
  const { name, query } = value;
  return typeof name === 'string' && typeof query === 'string' ? [{ name, query }] : [];
}
