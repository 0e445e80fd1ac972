import { JOB_STATUSES, KEY_MAX_LENGTH, TAG_MAX_LENGTH } from '@fasttrack/contracts';
import type { JobSort } from '../../../../core/jobs-api';
import type { ListQuery } from '../query/list-query';
import { SEARCH_IS_BY_AGE } from '../query/list-query';
import type { FilterOption } from './select-filter';

/** A part of the query of which one of a few values is chosen. */
export interface FilterChoice {
  readonly id: string;
  readonly label: string;
  readonly options: readonly FilterOption[];
  readonly value: string;
  /** Why nothing can be chosen. */
  readonly hint?: string;
  readonly patch: (value: string) => ListQuery;
}

const ANY: FilterOption = { value: '', name: 'any' };
const STATUSES = [ANY, ...JOB_STATUSES.map((value) => ({ value, name: value.toLowerCase() }))];
const RESULTS = [ANY, { value: 'true', name: 'valid' }, { value: 'false', name: 'hallucinated' }];
const SORTS: readonly { readonly value: JobSort; readonly name: string }[] = [
  { value: 'createdAt', name: 'Created' },
  { value: 'updatedAt', name: 'Changed' },
  { value: 'priority', name: 'Priority' },
  { value: 'status', name: 'Status' },
  { value: 'type', name: 'Type' },
];
const ORDERS = [
  { value: 'desc', name: 'descending' },
  { value: 'asc', name: 'ascending' },
];

/** Texts that are compared as they are. */
export const TEXTS = [
  { name: 'tag', label: 'Tag', maxLength: TAG_MAX_LENGTH },
  { name: 'key', label: 'Key', maxLength: KEY_MAX_LENGTH },
] as const;

/** The ends of the time in which jobs were created. */
export const TIMES = [
  { name: 'createdAfter', id: 'filter-from', label: 'Created from' },
  { name: 'createdBefore', id: 'filter-before', label: 'Created before' },
] as const;

/** Status, type and result. The type of the query stands there also when no such type is known. */
export function conditionChoices({ status, type, resultValid }: ListQuery, types: readonly string[]): FilterChoice[] {
  const names = type === undefined || types.includes(type) ? types : [type, ...types];
  return [
    {
      ...{ id: 'filter-status', label: 'Status', options: STATUSES, value: status ?? '' },
      patch: (value) => ({ status: JOB_STATUSES.find((one) => one === value) }),
    },
    {
      ...{ id: 'filter-type', label: 'Type', value: type ?? '' },
      options: [ANY, ...names.map((name) => ({ value: name, name }))],
      patch: (value) => ({ type: value || undefined }),
    },
    {
      ...{ id: 'filter-result', label: 'Result', options: RESULTS, value: String(resultValid ?? '') },
      patch: (value) => ({ resultValid: value === '' ? undefined : value === 'true' }),
    },
  ];
}

/** What the list is sorted by, and the direction. A search has one order: by age. */
export function orderChoices({ sort = 'createdAt', order = 'desc', search }: ListQuery): FilterChoice[] {
  return [
    {
      ...{ id: 'filter-sort', label: 'Sort by', options: SORTS, value: sort },
      ...(search !== undefined && { hint: `${SEARCH_IS_BY_AGE}.` }),
      patch: (value) => ({ sort: SORTS.find((one) => one.value === value)?.value }),
    },
    {
      ...{ id: 'filter-order', label: 'Direction', options: ORDERS, value: order },
      patch: (value) => ({ order: value === 'asc' ? 'asc' : undefined }),
    },
  ];
}
