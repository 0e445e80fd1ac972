import type { JobSort } from '../../../../core/jobs-api';
import { shortTime } from '../../../../shared/time-text';
import type { ListQuery } from './list-query';
import { hasConditions } from './list-query';

const ORDERS: Readonly<Record<JobSort, readonly [desc: string, asc: string]>> = {
  createdAt: ['Newest first.', 'Oldest first.'],
  updatedAt: ['Last changed first.', 'Longest unchanged first.'],
  priority: ['Most urgent first.', 'Least urgent first.'],
  status: ['By status, from Z to A.', 'By status.'],
  type: ['By type, from Z to A.', 'By type.'],
};

/** What the list shows, in a sentence. */
export function queryWords(query: ListQuery, nowMs: number): string {
  const inOrder = ORDERS[query.sort ?? 'createdAt'][query.order === 'asc' ? 1 : 0];
  return hasConditions(query) ? `${filterWords(query, nowMs)}. ${inOrder}` : inOrder;
}

/** Which jobs a filter is for: `Failed jobs tagged acme`. */
export function filterWords(query: ListQuery, nowMs: number): string {
  const { status, type, tag, key, createdAfter, createdBefore, resultValid, search } = query;
  const at = (time: string): string => shortTime(Date.parse(time), nowMs);
  const parts = [
    type !== undefined && `of type ${type}`,
    tag !== undefined && `tagged ${tag}`,
    key !== undefined && `of ${key}`,
    createdAfter !== undefined && `from ${at(createdAfter)}`,
    createdBefore !== undefined && `before ${at(createdBefore)}`,
    resultValid !== undefined && (resultValid ? 'with a valid result' : 'with a hallucinated response'),
    search !== undefined && `with "${search}"`,
  ].filter((part) => part !== false);
  if (status === undefined && parts.length === 0) return 'All jobs';
  const jobs = status === undefined ? 'Jobs' : `${status.charAt(0)}${status.slice(1).toLowerCase()} jobs`;
  return [jobs, ...parts].join(' ');
}
