import type { JobRowView, JobView, Problem } from '@fasttrack/contracts';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import fc from 'fast-check';
import type { Answer } from '../support/api-client';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const RUNS = 60;
const nextOf = ({ headers }: Answer): string | undefined => /^<([^>]+)>; rel="next"$/.exec(String(headers.link))?.[1];
const path = (query: Readonly<Record<string, string>>): string => `/jobs?${new URLSearchParams(query).toString()}`;

describe('GET /jobs finds', () => {
  let app: TestApp;
  let jobs: JobView[];
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    jobs = [];
    for (const [n, prompt] of ['Moon over Crème', 'moon landing', 'sun and moon', 'sun'].entries()) {
      const key = n % 2 ? 'odd' : 'even';
      jobs.push(await app.submit({ prompt, key, priority: 5 - n, tags: [`t${n}`, 'all'] }));
    }
    await app.post(`/jobs/${jobs[0]?.id}/cancel`);
    await app.callback({ jobId: jobs[1]?.id, result: '{broken' });
    await app.callback({ jobId: jobs[2]?.id, status: 'FAILED', error: 'Upstream Kaputt' });
  });
  afterAll(() => app.close());

  const found = async (query: Readonly<Record<string, string>>): Promise<(number | undefined)[]> => {
    const { status, body } = await app.get<JobRowView[]>(path(query));
    expect(status).toBe(200);
    return body.map(({ id }) => jobs.findIndex((job) => job.id === id));
  };

  it.each([
    [{ search: 'moon' }, [2, 1, 0]],
    [{ search: 'mo creme' }, []],
    [{ search: 'creme MO' }, [0]],
    [{ search: 'MOON creme' }, [0]],
    [{ search: 'moo', key: 'odd' }, [1]],
    [{ search: 'kaputt' }, [2]],
    [{ search: 'worker_error' }, [2]],
    [{ search: 'prompt', order: 'asc' }, [0, 1, 2, 3]],
    [{ tag: 'all', status: 'pending' }, [3]],
    [{ tag: 't1' }, [1]],
    [{ key: 'even' }, [2, 0]],
    [{ resultValid: 'false' }, [1]],
    [{ resultValid: 'true' }, []],
    [{ sort: 'priority' }, [0, 1, 2, 3]],
    [{ sort: 'priority', order: 'asc', limit: '2' }, [3, 2]],
    [{ sort: 'status', order: 'asc' }, [0, 1, 2, 3]],
    [{ sort: 'updatedAt' }, [2, 1, 0, 3]],
    [{ sort: 'type', order: 'desc' }, [3, 2, 1, 0]],
    [{ offset: '1', limit: '2' }, [2, 1]],
    [{ offset: '10000' }, []],
    [{ createdAfter: '2000-01-01T00:00:00Z', createdBefore: '2999-01-01T00:00:00+01:00' }, [3, 2, 1, 0]],
    [{ createdBefore: '2000-01-01T00:00:00Z' }, []],
  ])('%j', async (query, expected) => {
    await expect(found(query as unknown as Record<string, string>)).resolves.toEqual(expected);
  });

  it('by the beginning of an id in any case', async () => {
    const id = jobs[2]?.id ?? '';
    await expect(found({ search: id.toUpperCase() })).resolves.toEqual([2]);
    const { body } = await app.get<JobRowView[]>(path({ search: id.slice(0, 8) }));
    expect(body.map((row) => row.id)).toContain(id);
  });

  it('counts what the whole filter finds, and keeps every value of the query in Link', async () => {
    const query = { key: 'odd', tag: 'all', createdAfter: '2000-01-01T00:00:00+01:00', sort: 'priority', limit: '1' };
    const first = await app.get<JobRowView[]>(`/api${path(query)}`);
    expect(first.headers['x-total-count']).toBe('2');
    expect(first.headers).not.toHaveProperty('x-partial');
    const link = nextOf(first) ?? '';
    expect(link).toMatch(/^\/api\/jobs\?/);
    const kept = Object.fromEntries(new URLSearchParams(link.split('?')[1]));
    expect(kept).toEqual({ ...query, cursor: kept.cursor });
    const second = await app.get<JobRowView[]>(link);
    expect([...first.body, ...second.body].map(({ id }) => id)).toEqual([jobs[1]?.id, jobs[3]?.id]);
    expect(nextOf(second)).toBeUndefined();
  });

  it('goes on from an offset by a cursor', async () => {
    const link = nextOf(await app.get(path({ offset: '1', limit: '1' }))) ?? '';
    expect(link).not.toContain('offset');
    const { body } = await app.get<JobRowView[]>(link);
    expect(body.map(({ id }) => id)).toEqual([jobs[1]?.id]);
  });

  it('answers 304 to a search while nothing changed', async () => {
    const { headers } = await app.get(path({ search: 'moon' }));
    const again = await app.get(path({ search: 'moon' }), { 'if-none-match': String(headers.etag) });
    expect(again.status).toBe(304);
  });

  it.each([
    ['tag=', '?tag'],
    [`tag=${'x'.repeat(65)}`, '?tag'],
    ['tag=a&tag=b', '?tag'],
    ['key=', '?key'],
    ['key[$ne]=a', '?key[$ne]'],
    ['search=', '?search'],
    ['search=%20', '?search'],
    [`search=${'x'.repeat(201)}`, '?search'],
    ['search=a&search=b', '?search'],
    ['search=moon&sort=priority', '?sort'],
    ['sort=age', '?sort'],
    ['sort=priority&sort=type', '?sort'],
    ['order=up', '?order'],
    ['createdAfter=yesterday', '?createdAfter'],
    ['createdBefore=2026-02-30T00:00:00Z', '?createdBefore'],
    ['resultValid=1', '?resultValid'],
    ['offset=-1', '?offset'],
    ['offset=10001', '?offset'],
    ['offset=1e3', '?offset'],
    ['offset=1&offset=2', '?offset'],
    ['offset=0&cursor=abc', '?offset'],
  ])('refuses ?%s and names it', async (query, pointer) => {
    const { status, body } = await app.get<Problem>(`/jobs?${query}`);
    expect({ status, pointers: body.errors?.map((fault) => fault.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
  });

  it('refuses the cursor of a list with another order', async () => {
    const cursor = new URLSearchParams(nextOf(await app.get('/jobs?limit=1'))?.split('?')[1]).get('cursor') ?? '';
    for (const other of ['order=asc', 'sort=priority', 'sort=updatedAt']) {
      const { status, body } = await app.get<Problem>(`/jobs?${other}&cursor=${cursor}`);
      expect({ status, pointers: body.errors?.map((fault) => fault.pointer) }).toEqual({
        status: 400,
        pointers: ['?cursor'],
      });
    }
  });

  it('takes any text for a search, a tag, a key or a cursor, and never fails', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '*', 'NEAR(a', 'a OR', '-x:'),
    );
    const name = fc.constantFrom('search', 'tag', 'key', 'cursor', 'type', 'createdAfter');
    const sort = fc.constantFrom('createdAt', 'updatedAt', 'priority', 'status', 'type');
    const ask = fc.asyncProperty(name, text, sort, async (member, value, by) => {
      const { status } = await app.get(path({ [member]: value, sort: by }));
      expect([200, 400]).toContain(status);
    });
    await fc.assert(ask, { numRuns: RUNS });
  });

  it('takes cursors that were made by hand for what they are', async () => {
    const lists = ['age desc', 'priority desc', 'updatedAt desc', 'status desc', 'type desc', 'id desc'];
    const parts = fc.array(fc.oneof(fc.string(), fc.double(), fc.maxSafeInteger(), fc.constant(null), fc.object()));
    const ask = fc.asyncProperty(fc.constantFrom(...lists), parts, async (list, rest) => {
      const cursor = Buffer.from(JSON.stringify([list, ...rest])).toString('base64url');
      const sort = list.split(' ')[0]?.replace(/^(age|id)$/, 'createdAt') ?? '';
      const { status } = await app.get(path({ sort, cursor }));
      expect([200, 400]).toContain(status);
    });
    await fc.assert(ask, { numRuns: RUNS });
  });
});

describe('GET /jobs that finds too little among too many', () => {
  it('answers what it has, says so, and goes on where it stopped', async () => {
    const rare = aJob({ status: 'COMPLETED', result: {}, resultValid: true });
    const app = await startTestApp({ WORKER_ENABLED: 'false' }, async (store) => {
      await store.insert([rare]);
      for (let batch = 0; batch < 21; batch++) await store.insert(Array.from({ length: 1000 }, () => aJob()));
    });
    const query = path({ resultValid: 'true', limit: '5' });
    const first = await app.get<JobRowView[]>(query);
    expect(first).toMatchObject({
      status: 200,
      body: [],
      headers: { 'x-partial': 'true', 'x-total-count': '0', 'x-total-count-capped': 'true' },
    });
    const second = await app.get<JobRowView[]>(nextOf(first) ?? '');
    expect(second.body.map(({ id }) => id)).toEqual([rare.id]);
    expect(second.headers).not.toHaveProperty('x-partial');
    expect(nextOf(second)).toBeUndefined();
    await app.close();
  }, 120_000);
});
