import { JOB_STATUSES, KEY_MAX_LENGTH, TAG_MAX_LENGTH } from '@fasttrack/contracts';
import type { JobSort } from '../../../../core/jobs-api';
import type { FieldReading } from './created-range';
import { readCreated } from './created-range';
import { didYouMean } from './near-name';

/** What values can be checked against. */
export interface SearchWorld {
  /** Names of the job types; empty while they are not known. */
  readonly types: readonly string[];
}

/** A qualifier that can be typed into the search. */
export interface SearchField {
  readonly name: string;
  readonly example: string;
  readonly meaning: string;
  readonly read: (value: string, world: SearchWorld) => FieldReading;
}

const SORTS: Readonly<Record<string, JobSort>> = {
  created: 'createdAt',
  createdat: 'createdAt',
  updated: 'updatedAt',
  updatedat: 'updatedAt',
  priority: 'priority',
  status: 'status',
  type: 'type',
};
const RESULTS: Readonly<Record<string, boolean>> = { valid: true, true: true, hallucinated: false, false: false };
const STATUS_NAMES = JOB_STATUSES.map((status) => status.toLowerCase());

/** One of these names, in any case, with its value. */
function oneOf<T>(what: string, values: Readonly<Record<string, T>>, shown: readonly string[]) {
  return (text: string, use: (value: T) => FieldReading): FieldReading => {
    const value = Object.hasOwn(values, text.toLowerCase()) ? values[text.toLowerCase()] : undefined;
    if (value !== undefined) return use(value);
    return { fault: `Unknown ${what} "${text}".${didYouMean(text, shown) || ` Write ${shown.join(', ')}.`}` };
  };
}

const status = oneOf('status', Object.fromEntries(JOB_STATUSES.map((one) => [one.toLowerCase(), one])), STATUS_NAMES);
const result = oneOf('result', RESULTS, ['valid', 'hallucinated']);
const sort = oneOf('order', SORTS, ['created', 'updated', 'priority', 'status', 'type']);
const order = oneOf('direction', { asc: 'asc', desc: 'desc' } as const, ['asc', 'desc']);

const short =
  (name: 'tag' | 'key', max: number) =>
  (value: string): FieldReading =>
    value.length > max
      ? { fault: `A ${name} has at most ${max} characters; this one has ${value.length}.` }
      : { patch: { [name]: value } };

function readType(value: string, { types }: SearchWorld): FieldReading {
  if (types.length === 0 || types.includes(value)) return { patch: { type: value } };
  return { fault: `Unknown type "${value}".${didYouMean(value, types) || ` There are ${types.join(', ')}.`}` };
}

/** Every qualifier, in the order of the help. */
export const SEARCH_FIELDS: readonly SearchField[] = [
  {
    name: 'status',
    example: 'status:failed',
    meaning: STATUS_NAMES.join(', '),
    read: (value) => status(value, (found) => ({ patch: { status: found } })),
  },
  { name: 'type', example: 'type:prompt', meaning: 'a job type', read: readType },
  { name: 'tag', example: 'tag:acme', meaning: 'one of the tags', read: short('tag', TAG_MAX_LENGTH) },
  { name: 'key', example: 'key:customer-7', meaning: 'whose job it is', read: short('key', KEY_MAX_LENGTH) },
  {
    name: 'created',
    example: 'created:>2026-11-01',
    meaning: 'also <, >=, <= or a range 2026-11-01..2026-11-05',
    read: readCreated,
  },
  {
    name: 'error',
    example: 'error:"timeout"',
    meaning: 'failed jobs with these words',
    read: (value) => ({ patch: { status: 'FAILED', search: value } }),
  },
  {
    name: 'result',
    example: 'result:hallucinated',
    meaning: 'valid or hallucinated',
    read: (value) => result(value, (resultValid) => ({ patch: { resultValid } })),
  },
  { name: 'id', example: 'id:019ab7e2', meaning: 'an id or its beginning', read: (search) => ({ patch: { search } }) },
  {
    name: 'sort',
    example: 'sort:priority',
    meaning: 'created, updated, priority, status or type',
    read: (value) => sort(value, (found) => ({ patch: { sort: found } })),
  },
  {
    name: 'order',
    example: 'order:asc',
    meaning: 'asc or desc',
    read: (value) => order(value, (found) => ({ patch: { order: found } })),
  },
];
