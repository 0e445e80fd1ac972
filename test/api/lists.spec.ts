import type { JobRowView, JobView, StatsView } from '@fasttrack/contracts';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Answer } from '../support/api-client';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

/** The path of the next page, as the Link header names it. */
const nextOf = ({ headers }: Answer): string | undefined => /^<([^>]+)>; rel="next"$/.exec(String(headers.link))?.[1];

/** What the description of the API says about the query of a route. */
interface Description {
  readonly paths: Record<
    string,
    {
      readonly get: {
        readonly parameters: readonly { readonly name: string; readonly schema: { pattern?: string } }[];
      };
    }
  >;
}

describe('GET /jobs', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterEach(() => app.close());

  const list = (query = '') => app.get<JobRowView[]>(`/jobs${query}`);
  const idsOf = ({ body }: Answer<JobRowView[]>): string[] => body.map(({ id }) => id);

  it('is an empty list at first', async () => {
    const { status, headers, body } = await list();
    expect({ status, body }).toEqual({ status: 200, body: [] });
    expect(headers).toMatchObject({ 'x-total-count': '0', 'content-type': 'application/json; charset=utf-8' });
    expect(headers).not.toHaveProperty('link');
    expect(headers).not.toHaveProperty('x-total-count-capped');
  });

  it('has rows of everything but payload and history', async () => {
    const { payload: _payload, history: _history, ...facts } = await app.submit({ priority: 4 });
    await expect(list()).resolves.toMatchObject({ body: [facts] });
    expect((await list()).body).toEqual([facts]);
  });

  it('has rows of typed jobs with what tells them apart, as the job itself has it', async () => {
    const payload = { to: 'ada@example.org', subject: 'Your invoice', body: 'Dear Ada' };
    const email = await app.submit({ prompt: undefined, type: 'email', payload });
    const report = await app.submit({
      prompt: undefined,
      type: 'report',
      payload: { report_type: 'sales', format: 'pdf' },
    });
    await app.submit({ prompt: 'Write a haiku' });
    expect([email.title, report.title]).toEqual(['Your invoice', 'sales']);
    expect((await list()).body.map(({ title }) => title)).toEqual([undefined, 'sales', 'Your invoice']);
    await app.callback({ jobId: email.id, result: 'sent' });
    const { body } = await list('?status=completed');
    expect(body.map(({ title }) => title)).toEqual(['Your invoice']);
    await expect(app.job(email.id)).resolves.toMatchObject({ title: 'Your invoice', payload });
  });

  it('filters by status in any case, and by type, with the total of the filter', async () => {
    const [a, b, c] = [await app.submit(), await app.submit(), await app.submit()];
    await app.post(`/jobs/${a.id}/cancel`);
    await app.callback({ jobId: b.id, result: 1 });
    for (const status of ['cancelled', 'CANCELLED', 'Cancelled']) {
      const answer = await list(`?status=${status}`);
      expect({ ids: idsOf(answer), total: answer.headers['x-total-count'] }).toEqual({ ids: [a.id], total: '1' });
    }
    expect(idsOf(await list('?status=completed&type=prompt'))).toEqual([b.id]);
    expect(idsOf(await list('?status=pending&limit=1'))).toEqual([c.id]);
    expect(idsOf(await list('?status=processing'))).toEqual([]);
    expect(idsOf(await list('?type=prompt'))).toEqual([c.id, b.id, a.id]);
  });

  it.each(['', '/api'])('pages by Link without gap or repeat while jobs arrive, under "%s"', async (prefix) => {
    const jobs: JobView[] = [];
    for (let n = 0; n < 23; n++) jobs.push(await app.submit());
    const seen: string[] = [];
    let path: string | undefined = `${prefix}/jobs?limit=5&status=pending`;
    while (path !== undefined) {
      const page: Answer<JobRowView[]> = await app.get(path);
      expect(page.status).toBe(200);
      seen.push(...idsOf(page));
      path = nextOf(page);
      if (path !== undefined)
        expect(path).toMatch(new RegExp(`^${prefix}/jobs\\?status=PENDING&limit=5&cursor=[\\w-]+$`));
      await app.submit();
    }
    expect(seen).toEqual(jobs.map(({ id }) => id).reverse());
  });

  it('takes cursors of the shape that its description names', async () => {
    await Promise.all([app.submit(), app.submit()]);
    const cursor = /cursor=([\w-]+)/.exec(nextOf(await list('?limit=1')) ?? '')?.[1];
    const { body } = await app.get<Description>('/openapi.json');
    const described = body.paths['/jobs']?.get.parameters.find(({ name }) => name === 'cursor');
    expect(cursor).toMatch(new RegExp(described?.schema.pattern ?? 'no pattern'));
  });

  it('has 50 rows a page, at most 200', async () => {
    await Promise.all(Array.from({ length: 201 }, () => app.submit()));
    const [usual, most] = [await list(), await list('?limit=200')];
    expect([usual.body.length, most.body.length]).toEqual([50, 200]);
    expect([nextOf(usual), nextOf(most)]).toEqual([
      expect.stringContaining('limit=50'),
      expect.stringContaining('limit=200'),
    ]);
    expect(usual.headers['x-total-count']).toBe('201');
  });
});

describe('the total of many jobs', () => {
  it('stops at 10,000 and says so; figures go on', async () => {
    const app = await startTestApp({ WORKER_ENABLED: 'false' }, async (store) => {
      for (let batch = 0; batch < 10; batch++) await store.insert(Array.from({ length: 1000 }, () => aJob()));
    });
    const total = async (): Promise<unknown[]> => {
      const { headers } = await app.get('/jobs?limit=1&status=pending');
      return [headers['x-total-count'], headers['x-total-count-capped']];
    };
    await expect(total()).resolves.toEqual(['10000', undefined]);
    await app.submit();
    await expect(total()).resolves.toEqual(['10000', 'true']);
    await expect(app.get<StatsView>('/stats')).resolves.toMatchObject({ body: { total: 10_001 } });
    await app.close();
  });
});

describe('GET /jobs/:id', () => {
  it('asks to come again while the job has not ended, and only then', async () => {
    const app = await startTestApp({ WORKER_ENABLED: 'false' });
    const { id } = await app.submit();
    const retryAfter = async (): Promise<unknown> => (await app.get(`/api/jobs/${id}`)).headers['retry-after'];
    await expect(retryAfter()).resolves.toBe('1');
    await app.callback({ jobId: id, result: PAYLOAD_CANARY });
    await expect(retryAfter()).resolves.toBeUndefined();
    await app.close();
  });
});
