import type { JobQuery } from '@fasttrack/jobs/job-store.port';
import { SystemClock } from '@fasttrack/foundation/clock/clock';
import { databaseFile } from '@fasttrack/storage/sqlite/open-database';
import { SqliteJobStore } from '@fasttrack/storage/sqlite/sqlite-job-store';
import { SqliteReader } from '@fasttrack/storage/sqlite/sqlite-reader';
import Database = require('libsql');
import { aDirectory, removeDirectories } from './support/a-directory';
import { medianRatios } from './support/ratios';
import { APART_MS, OLDEST_MS, RARE_JOBS, RARE_KEY, RARE_TAG, RARE_WORD, fillVaried } from './support/varied-jobs';

const SMALL = 10_000;
const MILLION = 1_000_000;
const ROUNDS = 15;
const REPEATS = 20;
/** Every way to the jobs: the newest of them, few by one condition, many by conditions that no index has. */
const FEW = 3;

const LISTS: readonly Partial<JobQuery>[] = [
  {},
  { status: 'FAILED' },
  { type: 'report' },
  { status: 'COMPLETED', type: 'email' },
  { key: RARE_KEY },
  { tag: RARE_TAG },
  { tag: RARE_TAG, key: RARE_KEY, status: 'FAILED' },
  { resultValid: true },
  { resultValid: false },
  { createdAfter: new Date(OLDEST_MS + 1000 * APART_MS), createdBefore: new Date(OLDEST_MS + 5000 * APART_MS) },
  { search: RARE_WORD },
  { search: 'summarize od', status: 'FAILED' },
  { search: '00000001' },
];
const SORTS = ['createdAt', 'updatedAt', 'priority', 'status', 'type'] as const;
const ORDERS = ['asc', 'desc'] as const;

/** The plans of all statements that lists of every kind prepare, first pages and later ones. */
function plansOfLists(directory: string): Map<string, string[]> {
  const prepare = jest.spyOn(Database.prototype, 'prepare');
  for (const examined of [FEW, undefined]) {
    const reader = new SqliteReader(databaseFile(directory), () => 0, examined);
    for (const list of LISTS) {
      for (const sort of list.search === undefined ? SORTS : (['createdAt'] as const)) {
        for (const order of ORDERS) {
          const query = { ...list, sort, order, limit: 2 };
          const { next } = reader.list({ ...query, offset: 1 });
          if (next !== undefined) reader.list({ ...query, cursor: next });
        }
      }
    }
    reader.close();
  }
  const texts = new Set(prepare.mock.calls.map(([sql]) => sql).filter((sql) => /\bcandidate\b|\bjobs\b/.test(sql)));
  prepare.mockRestore();
  const db = new Database(databaseFile(directory), { readonly: true });
  const plans = [...texts].map((sql): [string, string[]] => {
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(sql.match(/\?/g) ?? [])) as { detail: string }[];
    return [sql, steps.map(({ detail }) => detail)];
  });
  db.close();
  return new Map(plans);
}

/** What is read whole: the candidates, which a limit ends, and the words that the full-text index finds. */
const MAY_SCAN = /^SCAN (candidate|words VIRTUAL TABLE INDEX|\(subquery-\d+\))/;

describe('lists of a million jobs', () => {
  let small: string;
  let large: string;
  beforeAll(async () => {
    [small, large] = [aDirectory(), aDirectory()];
    await fillVaried(small, SMALL);
    await fillVaried(large, MILLION);
  }, 600_000);
  afterAll(removeDirectories);

  it('walk an index: nothing is sorted, no table is read whole', () => {
    const plans = plansOfLists(large);
    const faults = [...plans].flatMap(([sql, steps]) =>
      steps
        .filter(
          (step) =>
            step.includes('TEMP B-TREE') ||
            step.includes('MATERIALIZE') ||
            (step.startsWith('SCAN') && !MAY_SCAN.test(step)),
        )
        .map((step) => `${step}: ${sql}`),
    );
    expect(faults).toEqual([]);
    const all = [...plans.values()].flat().join('\n');
    const indexes = [
      'by_status',
      'by_type',
      'by_status_type',
      'by_key',
      'by_invalid',
      'by_priority',
      'by_updated',
      'by_created',
    ];
    for (const index of indexes) expect(all).toMatch(new RegExp(`SEARCH jobs USING (COVERING )?INDEX ${index}\\b`));
    expect(all).toMatch(/SEARCH tags USING PRIMARY KEY \(tag=\? AND n>\? AND n<\?\)/);
  });

  it('find the same rare jobs as lists of few jobs', async () => {
    for (const directory of [small, large]) {
      const store = await SqliteJobStore.open(directory, new SystemClock());
      for (const query of [
        { search: RARE_WORD },
        { tag: RARE_TAG },
        { key: RARE_KEY },
        { status: 'FAILED' as const },
      ]) {
        await expect(store.list({ ...query, limit: 1 })).resolves.toMatchObject({
          total: RARE_JOBS,
          isTotalCapped: false,
        });
      }
      await store.close();
    }
  });

  it('take as long as lists of few jobs', async () => {
    const stores = await Promise.all(
      [small, large].map((directory) => SqliteJobStore.open(directory, new SystemClock())),
    );
    const [few, many] = stores as [SqliteJobStore, SqliteJobStore];
    const middle = new Map<SqliteJobStore, string>();
    for (const [store, count] of [
      [few, SMALL],
      [many, MILLION],
    ] as const) {
      const after = new Date(OLDEST_MS + (count / 2) * APART_MS);
      middle.set(store, (await store.list({ createdBefore: after, limit: 1 })).next ?? '');
    }
    const page = (query: Partial<JobQuery>) => async (store: SqliteJobStore) => {
      expect((await store.list({ limit: 50, ...query })).rows.length).toBeGreaterThan(0);
    };
    const measures: Record<string, (store: SqliteJobStore) => Promise<unknown>> = {
      'get by id': (store) => store.find('00000fff-0000-7000-8000-000000000fff'),
      'first page': page({}),
      'deep page by cursor': async (store) => page({ cursor: middle.get(store) ?? '' })(store),
      'page of a state': page({ status: 'COMPLETED' }),
      'page of a rare state': page({ status: 'FAILED' }),
      'page of a tag': page({ tag: RARE_TAG }),
      'page of a key': page({ key: RARE_KEY }),
      'page of a tag and a state': page({ tag: RARE_TAG, status: 'FAILED' }),
      'page of a span of time': page({
        createdAfter: new Date(OLDEST_MS + 1000 * APART_MS),
        createdBefore: new Date(OLDEST_MS + 2000 * APART_MS),
      }),
      'page by last change': page({ sort: 'updatedAt' }),
      'page by priority': page({ sort: 'priority' }),
      'search, word of < 1 % of the jobs': page({ search: RARE_WORD }),
      'search, beginning of a word': page({ search: 'summarize com' }),
      stats: (store) => store.counts(),
    };
    const table = await medianRatios(measures, few, many, { rounds: ROUNDS, repeats: REPEATS });
    const skipped = await skipRatio(large, many, middle.get(many) ?? '');
    process.stdout.write(
      `${table}\nfor comparison, at a million jobs: page at 500,000 by skip and a count / by cursor: ${skipped.toFixed(0)}\n`,
    );
    await Promise.all(stores.map((store) => store.close()));
  }, 300_000);
});

/** How many times as long the usual way to a deep page takes. */
async function skipRatio(directory: string, store: SqliteJobStore, cursor: string): Promise<number> {
  const db = new Database(databaseFile(directory), { readonly: true });
  const page = db.prepare('SELECT * FROM jobs ORDER BY n DESC LIMIT 50 OFFSET ?');
  const count = db.prepare('SELECT count(*) FROM jobs');
  const start = performance.now();
  page.all(MILLION / 2);
  count.get();
  const skipMs = performance.now() - start;
  const again = performance.now();
  for (let n = 0; n < REPEATS; n++) await store.list({ limit: 50, cursor });
  db.close();
  return skipMs / ((performance.now() - again) / REPEATS);
}
