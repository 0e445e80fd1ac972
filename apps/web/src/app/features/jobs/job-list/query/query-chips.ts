import { boundsOf, typedTime } from './created-range';
import type { ListQuery } from './list-query';

/** A condition as it stands beside the search, and what takes it away. */
export interface QueryChip {
  readonly name: string;
  readonly value: string;
  readonly without: ListQuery;
}

const chip = (name: string, value: string | undefined, member: keyof ListQuery): readonly QueryChip[] =>
  value === undefined ? [] : [{ name, value, without: { [member]: undefined } }];

/**
 * The conditions of a query but its words, which stay in the search itself. `typedCreated`: what was typed behind
 * `created:` last; while the query means that, it stands as it was typed.
 */
export function chipsOf(query: ListQuery, typedCreated = ''): readonly QueryChip[] {
  const { status, type, tag, key, resultValid } = query;
  const result = resultValid === undefined ? undefined : resultValid ? 'valid' : 'hallucinated';
  return [
    ...chip('status', status?.toLowerCase(), 'status'),
    ...chip('type', type, 'type'),
    ...chip('tag', tag, 'tag'),
    ...chip('key', key, 'key'),
    ...createdChips(query, typedCreated),
    ...chip('result', result, 'resultValid'),
  ];
}

function createdChips(query: ListQuery, typed: string): readonly QueryChip[] {
  const patch = boundsOf(typed);
  const bounds = (['createdAfter', 'createdBefore'] as const).filter((bound) => patch[bound] !== undefined);
  const isTyped = bounds.length > 0 && bounds.every((bound) => patch[bound] === query[bound]);
  const without = Object.fromEntries(bounds.map((bound) => [bound, undefined]));
  const { createdAfter, createdBefore } = isTyped ? { ...query, ...without } : query;
  return [
    ...(isTyped ? [{ name: 'created', value: typed, without }] : []),
    ...chip('created', createdAfter && `>=${typedTime(createdAfter)}`, 'createdAfter'),
    ...chip('created', createdBefore && `<${typedTime(createdBefore)}`, 'createdBefore'),
  ];
}
