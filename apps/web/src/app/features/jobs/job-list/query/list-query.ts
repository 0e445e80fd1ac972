import type { JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import type { JobConditions, JobFilter, JobSort } from '../../../../core/jobs-api';
import { JOB_SORTS, queryOf } from '../../../../core/jobs-api';

/** What the list shows, as its address says it. */
export type ListQuery = JobConditions & Pick<JobFilter, 'sort' | 'order'>;

/** Names of the conditions, in the order in which they are shown. */
const CONDITIONS = [
  'status',
  'type',
  'tag',
  'key',
  'createdAfter',
  'createdBefore',
  'resultValid',
  'search',
] as const satisfies readonly (keyof JobConditions)[];

/** A query as it was found in an address, and what in it cannot be. */
export interface ReadQuery {
  readonly query: ListQuery;
  readonly faults: readonly string[];
}

interface Params {
  get(name: string): string | null;
}

const ORDERS = ['asc', 'desc'] as const;
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };
const statusOf = (text: string): JobStatus | undefined => JOB_STATUSES.find((status) => status === text.toUpperCase());
/** Years have four digits, as in RFC 3339: no field for a time holds more. */
const timeOf = (text: string): string | undefined => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || !/^\d{4}-/.test(at.toISOString()) ? undefined : text;
};

/** Reads an address. A value that no job can have is left out and named: it never breaks the page. */
export function readQuery(params: Params): ReadQuery {
  const faults: string[] = [];
  const take = <T>(name: string, read: (text: string) => T | undefined): T | undefined => {
    const text = params.get(name);
    const value = text === null ? undefined : read(text);
    if (text !== null && value === undefined) faults.push(`"${text}" is no ${NAMES[name] ?? name}.`);
    return value;
  };
  const text = (name: string): string | undefined => {
    const value = params.get(name)?.trim() ?? '';
    return value === '' ? undefined : value;
  };
  const query = {
    status: take('status', statusOf),
    type: text('type'),
    tag: text('tag'),
    key: text('key'),
    createdAfter: take('createdAfter', timeOf),
    createdBefore: take('createdBefore', timeOf),
    resultValid: take('resultValid', (value) => (Object.hasOwn(BOOLEANS, value) ? BOOLEANS[value] : undefined)),
    search: text('search'),
    sort: take('sort', (value) => JOB_SORTS.find((sort): sort is JobSort => sort === value)),
    order: take('order', (value) => ORDERS.find((order) => order === value)),
  };
  return { query: tidy(query), faults };
}

const NAMES: Readonly<Record<string, string>> = {
  createdAfter: 'time to begin at',
  createdBefore: 'time to end at',
  resultValid: 'answer to whether a result is valid: true or false',
  sort: 'order of jobs',
  order: 'direction: asc or desc',
};

/** Why a search cannot be sorted. */
export const SEARCH_IS_BY_AGE = 'What is searched for stands by age';

/** Without what says nothing: members without a value, the usual order, and an order of a search, which is by age. */
export function tidy(query: ListQuery): ListQuery {
  const sort = query.search === undefined && query.sort !== 'createdAt' ? query.sort : undefined;
  const order = query.order === 'asc' ? query.order : undefined;
  return Object.fromEntries(Object.entries({ ...query, sort, order }).filter(([, value]) => value !== undefined));
}

/** The same text for the same query, whatever the order of its members. */
export const keyOf = (query: ListQuery): string => queryOf(byName(query));

/** The same text for two addresses that show the same, also where a part of them cannot be read. */
export const markOf = ({ query, faults }: ReadQuery): string => [keyOf(query), ...faults].join('\n');

/** The query as parameters of an address. */
export const paramsOf = (query: ListQuery): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(queryOf(byName(query))));

/** Whether a query shows less than all jobs. */
export const hasConditions = (query: ListQuery): boolean => CONDITIONS.some((name) => query[name] !== undefined);

/** The query without its order: what an action on all jobs of it takes. */
export const conditionsOf = ({ sort: _sort, order: _order, ...conditions }: ListQuery): JobConditions => conditions;

/** Whether newer jobs come first: only then they can be told from older ones by their ids. */
export const isNewestFirst = ({ sort, order }: ListQuery): boolean =>
  (sort ?? 'createdAt') === 'createdAt' && order !== 'asc';

function byName(query: ListQuery): ListQuery {
  const names = [...CONDITIONS, 'sort', 'order'] as const;
  return Object.fromEntries(names.map((name) => [name, query[name]]));
}
