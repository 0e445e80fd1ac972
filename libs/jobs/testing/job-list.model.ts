import fc from 'fast-check';
import type { JobStatus, Priority } from '@fasttrack/contracts';
import type { Job } from '../src/job';
import { applyChange } from '../src/job-change';
import { cancel, complete, fail } from '../src/job-life';
import { readSearch } from '../src/job-search';
import type { JobPage, JobQuery, JobSort } from '../src/job-store.port';
import { wordsOf } from '../src/job-words';
import { aJob } from './a-job';
import type { OpenStore } from './job-store.contract';

const SEED = 20260126;
const STORES = 6;
const LISTS = 40;
const SHRINK_UNTIL_MS = 40_000;
const EPOCH_MS = 1_700_000_000_000;

/** How a list of an opened store is read. `examined`: as many jobs as one page may look at. */
export type OpenList<Opened> = (
  opened: Opened,
  examined: number,
) => { readonly list: (query: JobQuery) => Promise<JobPage>; close(): void };

const word = fc.constantFrom('moon', 'mood', 'sun', 'Crème', 'ünïcode', 'x1', 'zeta');
const ENDS: Readonly<Record<string, (job: Job, at: Date) => ReturnType<typeof cancel>>> = {
  valid: (job, at) => complete(job, { result: '{}' }, { at, by: 'test' }),
  invalid: (job, at) => complete(job, { result: '{' }, { at, by: 'test' }),
  failed: (job, at) => fail(job, { code: 'rejected', message: 'sun burnt', retryable: false }, { at, by: 'test' }),
  cancelled: (job, at) => cancel(job, { at, by: 'test' }),
};

const facts = fc.record({
  type: fc.constantFrom('prompt', 'report', 'email'),
  priority: fc.constantFrom<Priority>(1, 2, 5),
  key: fc.constantFrom(undefined, 'a', 'b'),
  tags: fc.subarray(['s', 't', 'u']),
  words: fc.array(word, { maxLength: 4 }),
  createdMs: fc.integer({ min: 0, max: 20 }),
  end: fc.constantFrom(undefined, undefined, ...Object.keys(ENDS)),
  endedMs: fc.integer({ min: 0, max: 5 }),
});

const moment = fc.integer({ min: -1, max: 21 }).map((ms) => new Date(EPOCH_MS + ms));
/** Seldom there: a list with many conditions is empty, and an empty list proves little. */
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const often = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const query = fc
  .record({
    status: seldom(fc.constantFrom<JobStatus>('PENDING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    type: seldom(fc.constantFrom('prompt', 'report', 'email', 'none')),
    key: seldom(fc.constantFrom('a', 'b', 'c')),
    tag: seldom(fc.constantFrom('s', 't', 'v')),
    resultValid: seldom(fc.boolean()),
    createdAfter: seldom(moment),
    createdBefore: seldom(moment),
    search: seldom(
      fc.array(fc.oneof(word, fc.constantFrom('mo', 'cre', 'SUN', 'rejected')), { minLength: 1, maxLength: 2 }),
    ),
    sort: often(fc.constantFrom<JobSort>('createdAt', 'updatedAt', 'priority', 'status', 'type')),
    order: often(fc.constantFrom('asc' as const, 'desc' as const)),
    limit: fc.integer({ min: 1, max: 8 }),
    offset: often(fc.integer({ min: 0, max: 12 })),
  })
  .map(({ search, sort, ...rest }) =>
    withoutUndefined({ ...rest, search: search?.join(' '), ...(!search && { sort }) }),
  );

/** Random lists of random jobs: every page after page gives what a list in memory gives, each job once. */
export function describeJobListModel<Opened extends OpenStore>(
  adapter: string,
  open: () => Promise<Opened>,
  openList: OpenList<Opened>,
): void {
  describe(`JobStore lists, against a model: ${adapter}`, () => {
    it.each([3, 20_000])(
      'give each matching job once, in order, looking at %i jobs a page',
      async (examined) => {
        const property = fc.asyncProperty(
          fc.array(facts, { minLength: 1, maxLength: 24 }),
          fc.array(query, { minLength: LISTS, maxLength: LISTS }),
          async (wanted, queries) => {
            const opened = await open();
            const lists = openList(opened, examined);
            try {
              const jobs = await fill(opened, wanted);
              for (const one of queries)
                expect({ one, ids: await pagesOf(lists.list, one) }).toEqual({ one, ids: expected(jobs, one) });
            } finally {
              lists.close();
              await opened.close();
            }
          },
        );
        await fc.assert(property, { seed: SEED, numRuns: STORES, interruptAfterTimeLimit: SHRINK_UNTIL_MS });
      },
      120_000,
    );
  });
}

type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

async function fill({ store }: OpenStore, wanted: readonly Facts[]): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const { words, createdMs, end, endedMs, key, tags, ...rest } of wanted) {
    const job = aJob({
      ...rest,
      ...{ tags, payload: { text: words.join(' ') }, createdAt: new Date(EPOCH_MS + createdMs) },
      ...(key !== undefined && { key }),
    });
    await store.insert([job]);
    const change = end === undefined ? undefined : ENDS[end]?.(job, new Date(EPOCH_MS + endedMs));
    if (change) await store.apply([change]);
    jobs.push(change ? applyChange(job, change) : job);
  }
  return jobs;
}

async function pagesOf(list: (query: JobQuery) => Promise<JobPage>, { offset, ...first }: JobQuery): Promise<string[]> {
  const ids: string[] = [];
  const start = offset === undefined ? {} : { offset };
  for (let page = await list({ ...first, ...start }); ; page = await list({ ...first, cursor: page.next })) {
    expect(page.rows.length).toBeLessThanOrEqual(first.limit);
    if (!page.isPartial && page.next !== undefined) expect(page.rows).toHaveLength(first.limit);
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === undefined) return ids;
  }
}

function expected(
  jobs: readonly Job[],
  { sort = 'createdAt', order = 'desc', offset = 0, ...filter }: JobQuery,
): string[] {
  const sign = order === 'asc' ? 1 : -1;
  const valueOf = (job: Job): string | number =>
    sort === 'createdAt' ? 0 : sort === 'updatedAt' ? job.updatedAt.getTime() : job[sort];
  return jobs
    .map((job, age) => ({ job, age }))
    .filter(({ job }) => matches(job, filter))
    .sort((a, b) => sign * (compare(valueOf(a.job), valueOf(b.job)) || a.age - b.age))
    .slice(offset)
    .map(({ job }) => job.id);
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : Number(a > b));

function matches(job: Job, filter: JobQuery | Omit<JobQuery, 'limit'>): boolean {
  const { status, type, key, tag, resultValid, createdAfter, createdBefore, search } = filter;
  return [
    status === undefined || job.status === status,
    type === undefined || job.type === type,
    key === undefined || job.key === key,
    tag === undefined || job.tags?.includes(tag),
    resultValid === undefined || job.resultValid === resultValid,
    createdAfter === undefined || job.createdAt >= createdAfter,
    createdBefore === undefined || job.createdAt < createdBefore,
    search === undefined || hasWords(job, search),
  ].every(Boolean);
}

function hasWords(job: Job, search: string): boolean {
  const { submitted, error } = wordsOf(job);
  const own = [...submitted, ...error];
  const { words } = readSearch(search);
  return words.every((one, at) =>
    at === words.length - 1 ? own.some((word) => word.startsWith(one)) : own.includes(one),
  );
}

const withoutUndefined = (fields: object): JobQuery =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as JobQuery;
