import { typedTime } from './created-range';
import type { ListQuery } from './list-query';

/** A condition as it stands beside the search, and what takes it away. */
export interface QueryChip {
  readonly name: string;
  readonly value: string;
  readonly without: ListQuery;
}

const chip = (name: string, value: string | undefined, member: keyof ListQuery): readonly QueryChip[] =>
  value === undefined ? [] : [{ name, value, without: { [member]: undefined } }];

/** The conditions of a query but its words, which stay in the search itself. */
export function chipsOf(query: ListQuery): readonly QueryChip[] {
  const { status, type, tag, key, createdAfter, createdBefore, resultValid } = query;
  const result = resultValid === undefined ? undefined : resultValid ? 'valid' : 'hallucinated';
  return [
    ...chip('status', status?.toLowerCase(), 'status'),
    ...chip('type', type, 'type'),
    ...chip('tag', tag, 'tag'),
    ...chip('key', key, 'key'),
    ...chip('created', createdAfter && `>=${typedTime(createdAfter)}`, 'createdAfter'),
    ...chip('created', createdBefore && `<${typedTime(createdBefore)}`, 'createdBefore'),
    ...chip('result', result, 'resultValid'),
  ];
}
