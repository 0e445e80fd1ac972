import { Injectable, signal } from '@angular/core';
import { isRecord } from '../../../../core/is-record';
import { keepSetting, readSetting } from '../../../../core/local-setting';
import type { ListQuery } from './list-query';
import { keyOf, readQuery, tidy } from './list-query';

/** How much room a row has. */
export type Density = 'comfortable' | 'compact';

/** Columns that a person may leave out or add. Status, job and menu are always there. */
export const CHOSEN_COLUMNS = [
  { name: 'type', label: 'Type' },
  { name: 'outcome', label: 'Progress or result' },
  { name: 'priority', label: 'Priority' },
  { name: 'attempts', label: 'Attempts' },
  { name: 'wait', label: 'Wait' },
  { name: 'run', label: 'Run' },
  { name: 'updated', label: 'Changed' },
  { name: 'created', label: 'Created' },
] as const;
export type ColumnName = (typeof CHOSEN_COLUMNS)[number]['name'];

/** What the figures of a column are, where its name alone does not tell. */
export const COLUMN_HINTS: Readonly<Partial<Record<ColumnName, string>>> = {
  wait: 'The latest wait; of a later run it is not known once the run has begun',
  run: 'The latest run',
};

/** Those that a card on a phone has room for. */
export const PHONE_COLUMNS: readonly ColumnName[] = ['outcome', 'priority', 'attempts', 'wait', 'run', 'created'];

/** Columns until somebody chooses. */
const USUAL_COLUMNS: readonly ColumnName[] = ['type', 'outcome', 'attempts', 'wait', 'run', 'created'];

const KEY = 'ft.jobs';

interface Kept {
  readonly density: Density;
  readonly columns: readonly ColumnName[];
  /** Status, type and order of the last list, as the query of an address. */
  readonly filter: string;
}

/** How this browser likes the list: what is kept here, the address overrules. */
@Injectable({ providedIn: 'root' })
export class ListPreferences {
  private readonly kept = signal(read());

  density(): Density {
    return this.kept().density;
  }

  columns(): readonly ColumnName[] {
    return this.kept().columns;
  }

  filter(): ListQuery {
    return lasting(readQuery(new URLSearchParams(this.kept().filter)).query);
  }

  setDensity(density: Density): void {
    this.keep({ density });
  }

  setColumns(columns: readonly ColumnName[]): void {
    this.keep({ columns: CHOSEN_COLUMNS.map(({ name }) => name).filter((name) => columns.includes(name)) });
  }

  /** Keeps what is likely wanted again: status, type and order. The rest stays in the address: it may be private, and is soon old. */
  setFilter(query: ListQuery): void {
    const filter = keyOf(lasting(query));
    if (filter !== this.kept().filter) this.keep({ filter });
  }

  private keep(part: Partial<Kept>): void {
    this.kept.update((before) => ({ ...before, ...part }));
    keepSetting(KEY, JSON.stringify(this.kept()));
  }
}

const lasting = ({ status, type, sort, order }: ListQuery): ListQuery => tidy({ status, type, sort, order });

/** What was kept, by this or another version; odd members count as never chosen. */
function read(): Kept {
  const kept = parsed(readSetting(KEY));
  const { columns, filter } = kept;
  return {
    density: kept['density'] === 'compact' ? 'compact' : 'comfortable',
    columns: Array.isArray(columns)
      ? CHOSEN_COLUMNS.map(({ name }) => name).filter((name) => columns.includes(name))
      : USUAL_COLUMNS,
    filter: typeof filter === 'string' ? filter : '',
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
