import type { IdRange } from '@fasttrack/jobs/job-search';
import type { Condition } from './list-conditions';

type Value = string | number;

/** An index that is read in its order: which jobs it has, and by what they stand in it. */
export interface Source {
  readonly from: string;
  readonly where: string;
  readonly values: readonly Value[];
  /** Where the number of the job's row stands. */
  readonly row: 'n' | 'rowid';
  /** What the jobs are ordered by. */
  readonly by: 'n' | 'rowid' | 'id' | 'updated_at, n';
  /** Conditions that all its jobs fulfil. */
  readonly covers: readonly Condition['name'][];
}

const byRow = { row: 'n', by: 'n' } as const;

/** All jobs by age. */
export const ALL: Source = { ...byRow, from: 'jobs', where: '1', values: [], covers: [] };
/** All jobs by their last change. */
export const BY_UPDATE: Source = {
  ...{ from: 'jobs INDEXED BY by_updated', where: '1', values: [] },
  ...{ row: 'n', by: 'updated_at, n', covers: [] },
};

const INDEXED: Partial<Record<Condition['name'], Pick<Source, 'from' | 'where'>>> = {
  status: { from: 'jobs INDEXED BY by_status', where: 'status = ?' },
  type: { from: 'jobs INDEXED BY by_type', where: 'type = ?' },
  priority: { from: 'jobs INDEXED BY by_priority', where: 'priority = ?' },
  key: { from: 'jobs INDEXED BY by_key', where: 'key = ?' },
  tag: { from: 'tags', where: 'tag = ?' },
  invalid: { from: 'jobs INDEXED BY by_invalid', where: 'result_valid = 0' },
};

/** The jobs of each condition that has an index of its own, by age. */
export function sourcesOf(conditions: readonly Condition[]): Source[] {
  const sources = conditions.flatMap(({ name, value }): Source[] => {
    const index = INDEXED[name];
    return index ? [{ ...byRow, ...index, values: index.where.includes('?') ? [value] : [], covers: [name] }] : [];
  });
  const values = conditions.filter(({ name }) => name === 'status' || name === 'type').map(({ value }) => value);
  if (values.length < 2) return sources;
  const both = { from: 'jobs INDEXED BY by_status_type', where: 'status = ? AND type = ?' };
  return [...sources, { ...byRow, ...both, values, covers: ['status', 'type'] }];
}

/** Jobs that have all these words, the last one perhaps longer, by age. */
export const havingWords = (words: readonly string[]): Source => ({
  ...{ from: 'words', where: 'words MATCH ?', row: 'rowid', by: 'rowid', covers: [] },
  values: [words.map((word, index) => `"${word}"${index === words.length - 1 ? '*' : ''}`).join(' AND ')],
});

/** Jobs whose ids lie in a range, by id. */
export const havingId = ({ from, to }: IdRange): Source => ({
  ...{ from: 'jobs', where: 'id >= ? AND id < ?', row: 'n', by: 'id', covers: [] },
  values: [from, to],
});
