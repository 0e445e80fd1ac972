import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import { statusNumber } from './job-record';
import type { TypeNames } from './type-names';

type Value = string | number;

/** What a job must fulfil, checked at its row (`jobs`). The text holds no value. */
export interface Condition {
  readonly name:
    'status' | 'type' | 'priority' | 'key' | 'tag' | 'invalid' | 'valid' | 'createdAfter' | 'createdBefore';
  readonly sql: string;
  readonly value: Value;
}

/** The conditions of a filter but for its search. */
export function conditionsOf(filter: JobFilter & { readonly priority?: number }, types: TypeNames): Condition[] {
  const { status, type, priority, key, tag, createdAfter, createdBefore, resultValid } = filter;
  const conditions: (Condition | undefined)[] = [
    status && { name: 'status', sql: 'jobs.status = ?', value: statusNumber(status) },
    type === undefined ? undefined : { name: 'type', sql: 'jobs.type = ?', value: types.numberOf(type) },
    priority === undefined ? undefined : { name: 'priority', sql: 'jobs.priority = ?', value: priority },
    key === undefined ? undefined : { name: 'key', sql: 'jobs.key = ?', value: key },
    tag === undefined ? undefined : { name: 'tag', sql: HAS_TAG, value: tag },
    resultValid === undefined
      ? undefined
      : { name: resultValid ? 'valid' : 'invalid', sql: 'jobs.result_valid = ?', value: Number(resultValid) },
    createdAfter && { name: 'createdAfter', sql: 'jobs.created_at >= ?', value: createdAfter.getTime() },
    createdBefore && { name: 'createdBefore', sql: 'jobs.created_at < ?', value: createdBefore.getTime() },
  ];
  return conditions.filter((one) => one !== undefined);
}

const HAS_TAG = 'EXISTS(SELECT 1 FROM tags WHERE tags.tag = ? AND tags.n = jobs.n)';
