import { complete } from '@fasttrack/jobs/job-life';
import type { JobQuery } from '@fasttrack/jobs/job-store.port';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { namesIndex, plansOf } from '@fasttrack/storage/testing/mongo-plans';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

/** More than a list may look at, so that it must choose. */
const JOBS = 22_000;
const BATCH = 1000;
const RARE = 20;
const FILL_LIMIT_MS = 180_000;

describe('The indexes of MongoDB that lists use', () => {
  let opened: OpenMongoStore;
  let id: string;

  beforeAll(async () => {
    opened = await openMongoStore();
    const { clock, store } = opened;
    for (let n = 0; n < JOBS; n += BATCH)
      await store.insert(Array.from({ length: BATCH }, () => aJob({ createdAt: clock.now(), tags: ['usual'] })));
    const facts = { tags: ['rare'], key: 'mine', priority: 5, payload: { prompt: 'a comet' } } as const;
    const rare = Array.from({ length: RARE }, () => aJob({ ...facts, createdAt: clock.now() }));
    await store.insert(rare);
    await store.apply(rare.slice(0, 5).map((job) => complete(job, { result: '{' }, { at: clock.now(), by: 'test' })));
    id = rare[0]?.id ?? '';
  }, FILL_LIMIT_MS);
  afterAll(() => opened.close());

  const plansOfList = (query: Partial<JobQuery>): Promise<string[]> =>
    plansOf(opened, () => opened.store.list({ limit: 10, ...query }));
  /** Bounds of an index as servers write them: two texts after the name of a field. */
  const bounds = (field: string, from: string, to: string): unknown =>
    expect.stringMatching(new RegExp(`${field}[^a-zA-Z0-9]+${from}[^a-zA-Z0-9]+${to}`));

  it.each([
    ['a tag', { tag: 'rare' }, 'by_tag', ['tags', 'rare', 'rare']],
    ['a key', { key: 'mine' }, 'by_key', ['key', 'mine', 'mine']],
    ['a rare word and a common one', { search: 'comet prompt' }, 'by_words', ['words', 'comet', 'comet']],
    ['the beginning of a rare word', { search: 'prompt com' }, 'by_words', ['words', 'com', 'com']],
    [
      'a tag and more',
      { tag: 'rare', type: 'prompt', createdBefore: new Date(4e12) },
      'by_tag',
      ['tags', 'rare', 'rare'],
    ],
    ['a tag by last change', { tag: 'rare', sort: 'updatedAt' }, 'by_tag', ['tags', 'rare', 'rare']],
  ] as const)('serve a page of %s, by its bounds alone', async (_name, query, index, [field, from, to]) => {
    const plans = await plansOfList(query);
    const pages = plans.filter((plan) => plan.includes('"Sort"') || plan.includes('"SORT"') || plan.includes('IXSCAN'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages).toContainEqual(namesIndex(index));
    expect(plans).toContainEqual(bounds(field, from, to));
    await expect(opened.store.list({ limit: 1, ...query })).resolves.toMatchObject({
      total: RARE,
      isTotalCapped: false,
    });
  });

  it.each([
    ['results that are not valid', { resultValid: false }, 'by_invalid'],
    ['jobs by priority', { sort: 'priority' }, 'by_priority'],
    ['jobs by last change', { sort: 'updatedAt' }, 'by_updated'],
  ] as const)('serve a page of %s', async (_name, query, index) => {
    await expect(plansOfList(query)).resolves.toContainEqual(namesIndex(index));
  });

  it.each([
    ['a word that most jobs have', { search: 'prompt' }],
    ['a tag that most jobs have', { tag: 'usual', key: undefined }],
    ['a condition without an index', { resultValid: true }],
    ['a span of time', { createdAfter: new Date(0), resultValid: true }],
  ])('serve a page of %s by age, as far as a list may look', async (_name, query) => {
    const plans = await plansOfList(query);
    const walks = plans.filter(
      (plan) => /"Index Name":"_id_"|"indexName":"_id_"/.test(plan) && /Limit|LIMIT/.test(plan),
    );
    expect(walks.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => /Seq Scan|COLLSCAN/.test(plan))).toEqual([]);
  });

  it('serve a search of an id by the bounds of ids', async () => {
    const plans = await plansOfList({ search: id });
    for (const plan of plans) expect(plan).toEqual(namesIndex('_id_'));
    await expect(opened.store.list({ search: id, limit: 10 })).resolves.toMatchObject({ rows: [{ id }], total: 1 });
  });
});
