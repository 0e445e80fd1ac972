import { Injectable, computed, signal } from '@angular/core';
import { isRecord } from '../../core/is-record';

const KEY = 'ft.neighbours';

/** The list that a job's page was opened from. */
export interface JobOrder {
  readonly ids: readonly string[];
  /** How many jobs the list has in all, `10,000+`; empty when that is not known. */
  readonly total: string;
  /** The query of its address: where the list is found again. */
  readonly query: Readonly<Record<string, string>>;
}

/** The jobs before and after one in its list. */
export interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** From 1. */
  readonly position: number;
  readonly total: string;
}

const NOTHING: JobOrder = { ids: [], total: '', query: {} };

/** The order of the list that was looked at last, so that a job's page can go on to its neighbours. It survives a reload. */
@Injectable({ providedIn: 'root' })
export class JobNeighbours {
  private readonly order = signal<JobOrder>(kept());

  /** Where the list is found again. */
  readonly query = computed(() => this.order().query);

  remember(order: JobOrder): void {
    this.order.set(order);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(order));
    } catch {
      // Without storage the order lasts until the tab is reloaded.
    }
  }

  /** `undefined`: the job is not in the list. */
  of(id: string): Neighbours | undefined {
    const { ids, total } = this.order();
    const at = ids.indexOf(id);
    return at < 0 ? undefined : { previous: ids[at - 1], next: ids[at + 1], position: at + 1, total };
  }
}

function kept(): JobOrder {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (!isRecord(value) || !Array.isArray(value['ids']) || !isRecord(value['query'])) return NOTHING;
    const ids = value['ids'].filter((id) => typeof id === 'string');
    const query = Object.entries(value['query']).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    );
    return { ids, total: typeof value['total'] === 'string' ? value['total'] : '', query: Object.fromEntries(query) };
  } catch {
    return NOTHING;
  }
}
