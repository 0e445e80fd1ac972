import { setTimeout as delay } from 'node:timers/promises';
import type { BulkPreviewView, JobRowView, JobView, OperationView } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import type { JobStore } from '@fasttrack/jobs/job-store.port';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const NOBODY = '019a0f5e-8b00-7d4f-9a63-4e2f1b0c8d22';
const MINUTE_MS = 60_000;
const error = { code: 'worker_error', message: 'no', retryable: true } as const;

/** A job that failed a minute ago. */
function failed(overrides: Partial<Job> = {}): Job {
  const at = new Date(Date.now() - MINUTE_MS);
  return aJob({ status: 'FAILED', attempt: 3, attempts: 3, error, createdAt: at, completedAt: at, ...overrides });
}
const many = (count: number, overrides: Partial<Job> = {}): Job[] =>
  Array.from({ length: count }, () => failed(overrides));
const seeded =
  (...jobs: readonly Job[]) =>
  async (store: JobStore): Promise<void> => {
    for (let from = 0; from < jobs.length; from += 1000) await store.insert(jobs.slice(from, from + 1000));
  };
const start = (...jobs: readonly Job[]): Promise<TestApp> => startTestApp({ WORKER_ENABLED: 'false' }, seeded(...jobs));

let app: TestApp;
const begin = (json: object): Promise<Answer<OperationView>> => app.post<OperationView>('/jobs/bulk', json);
const dryRun = (json: object): Promise<Answer<BulkPreviewView>> =>
  app.post<BulkPreviewView>('/jobs/bulk', { ...json, dryRun: true });
const read = async (id: string): Promise<OperationView> => (await app.get<OperationView>(`/operations/${id}`)).body;
async function untilOver({ body: { id } }: Answer<OperationView>): Promise<OperationView> {
  for (;;) {
    const operation = await read(id);
    if (operation.state !== 'RUNNING') return operation;
    await delay(20);
  }
}
const countOf = async (status: string): Promise<number> =>
  Number((await app.get<JobRowView[]>(`/jobs?status=${status}&limit=1`)).headers['x-total-count']);
const times = ({ history }: JobView, event: string): number => history.filter((one) => one.event === event).length;

describe('POST /jobs/bulk by filter', () => {
  const mine = [...many(3), ...many(2, { type: 'email', payload: { to: 'a@example.org' } })];
  const others = [
    aJob({ createdAt: new Date(Date.now() - MINUTE_MS), dueAt: new Date(Date.now() + MINUTE_MS) }),
    failed({ status: 'COMPLETED', result: 1 }),
    failed({ status: 'CANCELLED' }),
  ];
  beforeAll(async () => {
    app = await start(...mine, ...others);
  });
  afterAll(() => app.close());

  it('counts what it would change, shows some of it, and changes nothing', async () => {
    const { status, body, headers } = await dryRun({ action: 'retry', filter: { status: 'failed', type: 'prompt' } });
    expect(status).toBe(200);
    expect(headers.location).toBeUndefined();
    expect(body).toMatchObject({ action: 'retry', filter: { status: 'FAILED', type: 'prompt' }, total: 3 });
    expect(body.sample.map(({ id }) => id).sort()).toEqual(
      mine
        .slice(0, 3)
        .map(({ id }) => id)
        .sort(),
    );
    expect(body.sample[0]).not.toHaveProperty('payload');
    await expect(dryRun({ action: 'retry', filter: {} })).resolves.toMatchObject({ body: { total: 6 } });
    await expect(dryRun({ action: 'cancel', filter: {} })).resolves.toMatchObject({ body: { total: 1 } });
    const none = await dryRun({ action: 'cancel', filter: { status: 'FAILED' } });
    expect(none.body).toMatchObject({ total: 0, sample: [] });
    await expect(countOf('FAILED')).resolves.toBe(5);
    await expect(app.get('/operations')).resolves.toMatchObject({ body: [] });
  });

  it('changes all jobs of the filter, says who did it and why, and leaves the others alone', async () => {
    const answer = await app.post<OperationView>('/api/jobs/bulk', {
      action: 'retry',
      filter: { type: 'prompt', status: 'FAILED' },
    });
    expect(answer.status).toBe(202);
    expect(answer.headers.location).toBe(`/api/operations/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      ...{ action: 'retry', filter: { type: 'prompt', status: 'FAILED' }, state: 'RUNNING', by: 'api', pace: 200 },
      ...{ total: 3, examined: 0, changed: 0, skipped: 0, failed: 0 },
    });
    const over = await untilOver(answer);
    expect(over).toMatchObject({ state: 'COMPLETED', total: 3, examined: 3, changed: 3, skipped: 0, failed: 0 });
    expect(Date.parse(over.finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(over.startedAt));
    for (const { id } of mine.slice(0, 3)) {
      const job = await app.job(id);
      expect(job).toMatchObject({ status: 'PENDING', attempt: 3, attempts: 0 });
      expect(job.history.at(-1)).toMatchObject({
        ...{ event: 'retried', by: 'api' },
        note: `operation ${over.id}; before: worker_error: no`,
      });
    }
    await expect(countOf('FAILED')).resolves.toBe(2);
    await expect(countOf('CANCELLED')).resolves.toBe(1);
  });

  it('lists the newest first, to nobody who keeps answers', async () => {
    const first = await untilOver(await begin({ action: 'retry', filter: { status: 'CANCELLED' } }));
    const second = await untilOver(await begin({ action: 'cancel', filter: {} }));
    expect(second).toMatchObject({ total: 5, changed: 5 });
    const { body, headers } = await app.get<OperationView[]>('/operations?limit=2');
    expect(body).toEqual([second, first]);
    expect(headers['cache-control']).toBe('no-store');
    expect((await app.get(`/operations/${first.id}`)).headers['cache-control']).toBe('no-store');
  });

  it.each<[string, object, ...string[]]>([
    ['a filter that is null', { action: 'retry', filter: null }, '/filter'],
    ['a filter that is an array', { action: 'retry', filter: [] }, '/filter'],
    ['an unknown condition', { action: 'retry', filter: { sort: 'type' } }, '/filter/sort'],
    ['an unknown status', { action: 'retry', filter: { status: 'LOST' } }, '/filter/status'],
    ['an operator for a status', { action: 'retry', filter: { status: { $ne: 'x' } } }, '/filter/status'],
    ['an unknown type', { action: 'retry', filter: { type: 'fax' } }, '/filter/type'],
    ['a blank search', { action: 'retry', filter: { search: ' ' } }, '/filter/search'],
    ['a time without a zone', { action: 'retry', filter: { createdAfter: '2026-01-01' } }, '/filter/createdAfter'],
    ['a text for true', { action: 'retry', filter: { resultValid: 'true' } }, '/filter/resultValid'],
    ['a condition that is null', { action: 'retry', filter: { tag: null } }, '/filter/tag'],
    ['several faults', { action: 'retry', filter: { tag: '', key: 7 } }, '/filter/key', '/filter/tag'],
    ['a dry run that is no boolean', { action: 'retry', filter: {}, dryRun: 'yes' }, '/dryRun'],
    ['no pace', { action: 'retry', filter: {}, pace: 0 }, '/pace'],
    ['a pace above all', { action: 'retry', filter: {}, pace: 10_001 }, '/pace'],
  ])('refuses %s', async (_name, body, ...pointers) => {
    expectFaults(await begin(body), ...pointers);
  });

  it('refuses what does not fit its own calls', async () => {
    expectFaults(await app.get('/operations?limit=0'), '?limit');
    expectFaults(await app.get('/operations?limit=101'), '?limit');
    expectFaults(await app.get(`/operations/${NOBODY}?wait=1`), '?wait');
    expectProblem(await app.get(`/operations/${NOBODY}`), 404);
    expectProblem(await app.get(`/operations/${'x'.repeat(5000)}`), 404);
    expectProblem(await app.post(`/operations/${NOBODY}/abort`), 404);
    expectFaults(await app.post(`/operations/${NOBODY}/abort`, { now: true }), '/now');
    expectProblem(await app.send('DELETE', `/operations/${NOBODY}`), 405);
    expectProblem(await app.send('POST', '/operations'), 405);
  });
});

describe('an operation', () => {
  afterEach(() => app.close());

  it('is counted exactly, also above 10,000 jobs', async () => {
    app = await start(...many(10_050));
    const filter = { status: 'FAILED' };
    await expect(dryRun({ action: 'retry', filter })).resolves.toMatchObject({ body: { total: 10_050 } });
    const { body } = await dryRun({ action: 'retry', filter });
    expect(body.sample).toHaveLength(10);
    const over = await untilOver(await begin({ action: 'retry', filter, pace: 10_000 }));
    expect(over).toMatchObject({ state: 'COMPLETED', total: 10_050, changed: 10_050, skipped: 0, failed: 0 });
    await expect(dryRun({ action: 'retry', filter })).resolves.toMatchObject({ body: { total: 0 } });
  }, 240_000);

  it('obeys every condition of its filter', async () => {
    const at = (ms: number): Date => new Date(Date.now() - ms);
    const wanted = failed({
      tags: ['a', 'b'],
      key: 'k',
      payload: { prompt: 'the wanted walrus' },
      createdAt: at(5000),
    });
    const unlike = [
      failed({ tags: ['a'], key: 'k', payload: { prompt: 'the wanted walrus' }, createdAt: at(5000) }),
      failed({ tags: ['b'], payload: { prompt: 'the wanted walrus' }, createdAt: at(5000) }),
      failed({ tags: ['b'], key: 'k', payload: { prompt: 'another' }, createdAt: at(5000) }),
      failed({ tags: ['b'], key: 'k', payload: { prompt: 'the wanted walrus' }, createdAt: at(50_000) }),
    ];
    app = await start(...unlike, wanted);
    const filter = { tag: 'b', key: 'k', search: 'WANTED walr', createdAfter: at(20_000).toISOString() };
    await expect(dryRun({ action: 'retry', filter })).resolves.toMatchObject({
      body: { filter, total: 1, sample: [{ id: wanted.id }] },
    });
    await expect(untilOver(await begin({ action: 'retry', filter }))).resolves.toMatchObject({ filter, changed: 1 });
    await expect(app.job(wanted.id)).resolves.toMatchObject({ status: 'PENDING' });
    await expect(countOf('FAILED')).resolves.toBe(unlike.length);
  });

  it('cancels waiting and running jobs', async () => {
    app = await start();
    for (let n = 0; n < 4; n++) await app.submit();
    const running = (await app.post<JobView>('/process', {})).body;
    const over = await untilOver(await begin({ action: 'cancel', filter: {} }));
    expect(over).toMatchObject({ state: 'COMPLETED', total: 4, changed: 4 });
    await expect(app.job(running.id)).resolves.toMatchObject({ status: 'CANCELLED' });
    await expect(countOf('CANCELLED')).resolves.toBe(4);
  });

  it('keeps its pace', async () => {
    app = await start(...many(30));
    const startedAt = performance.now();
    const over = await untilOver(await begin({ action: 'retry', filter: {}, pace: 20 }));
    expect(performance.now() - startedAt).toBeGreaterThan(1200);
    expect(over).toMatchObject({ changed: 30, pace: 20 });
  });

  it('retries a job once, though it fails again before the operation ends, and lets newer jobs alone', async () => {
    const jobs = many(12);
    app = await start(...jobs);
    const operation = await begin({ action: 'retry', filter: {}, pace: 8 });
    const first = jobs[0]!.id;
    await app.until(first, ({ status }) => status === 'PENDING');
    const run = (await app.post<JobView>('/process', {})).body;
    expect(run.id).toBe(first);
    await app.post(`/fail/${first}`, { error: 'again', retryable: false });
    const young = await app.submit();
    await app.callback({ jobId: young.id, status: 'FAILED', error: 'new' });
    expect(await untilOver(operation)).toMatchObject({ state: 'COMPLETED', total: 12, changed: 12, skipped: 0 });
    const job = await app.job(first);
    expect(job.status).toBe('FAILED');
    expect(times(job, 'retried')).toBe(1);
    await expect(app.job(young.id)).resolves.toMatchObject({ status: 'FAILED' });
  });

  it('does not cancel a job again that a person reopened', async () => {
    app = await start();
    const jobs = [await app.submit(), await app.submit(), await app.submit()];
    const claimed = (await app.post<JobView>('/process', {})).body;
    const operation = await begin({ action: 'cancel', filter: {}, pace: 1 });
    const [oldest] = jobs.filter(({ id }) => id !== claimed.id).map(({ id }) => id);
    await app.until(oldest!, ({ status }) => status === 'CANCELLED');
    await app.post(`/jobs/${oldest}/retry`);
    await app.post(`/process`, {});
    expect(await untilOver(operation)).toMatchObject({ state: 'COMPLETED', total: 3, changed: 3 });
    const job = await app.job(oldest!);
    expect(job.status).toBe('PROCESSING');
    expect(times(job, 'cancelled')).toBe(1);
  });

  it('stops within a second when it is aborted, and counts what it changed', async () => {
    app = await start(...many(500));
    const { id } = (await begin({ action: 'retry', filter: {}, pace: 100 })).body;
    while ((await read(id)).changed === 0) await delay(20);
    const { status, body } = await app.post<OperationView>(`/operations/${id}/abort`);
    expect({ status, state: body.state }).toEqual({ status: 200, state: 'ABORTED' });
    expect(body.finishedAt).toBeDefined();
    await delay(1000);
    const stopped = await countOf('PENDING');
    expect(stopped).toBeGreaterThan(0);
    expect(stopped).toBeLessThan(500);
    await delay(500);
    await expect(countOf('PENDING')).resolves.toBe(stopped);
    expect(await read(id)).toMatchObject({ state: 'ABORTED', total: 500, examined: stopped, changed: stopped });
    const again = expectProblem(await app.post(`/operations/${id}/abort`), 409);
    expect(again).toMatchObject({
      code: 'operation.ended',
      detail: `Operation ${id} is ABORTED and cannot be aborted`,
    });
  });

  it('is one of 20 that may run at the same time', async () => {
    app = await start(...many(200));
    const answers: Answer<OperationView>[] = [];
    for (let n = 0; n < 20; n++) answers.push(await begin({ action: 'retry', filter: { type: 'prompt' }, pace: 1 }));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const refused = expectProblem(await begin({ action: 'retry', filter: {} }), 409);
    expect(refused.code).toBe('operation.too-many');
    await expect(dryRun({ action: 'retry', filter: {} })).resolves.toMatchObject({ status: 200 });
    for (const { body } of answers) await app.post(`/operations/${body.id}/abort`);
    expect((await begin({ action: 'retry', filter: {} })).status).toBe(202);
  });

  it('says by whose key it was asked for, and changes jobs in that name', async () => {
    const [job] = many(1);
    app = await startTestApp({ WORKER_ENABLED: 'false', API_KEYS: 'shop:key-of-the-shop' }, seeded(job!));
    const headers = { 'x-api-key': 'key-of-the-shop' };
    const { body } = await app.post<OperationView>('/jobs/bulk', { action: 'retry', filter: {} }, headers);
    expect(body.by).toBe('shop');
    for (;;) {
      const { history } = (await app.get<JobView>(`/jobs/${job!.id}`, headers)).body;
      const last = history.at(-1);
      if (last?.event === 'retried') {
        expect(last).toMatchObject({ by: 'shop', note: expect.stringContaining(`operation ${body.id}`) as string });
        break;
      }
      await delay(20);
    }
    for (const path of ['/operations', `/operations/${body.id}`]) expectProblem(await app.get(path), 401);
    expectProblem(await app.post(`/operations/${body.id}/abort`), 401);
  });
});

describe('A dry run of POST /jobs/bulk', () => {
  beforeAll(async () => {
    app = await start(aJob({ createdAt: new Date(Date.now() - MINUTE_MS) }));
  });
  afterAll(() => app.close());

  it('says up to when it counted, so that an operation leaves alone what came later', async () => {
    const { body: counted } = await dryRun({ action: 'cancel', filter: {} });
    while (Date.now() < Date.parse(counted.createdBefore)) await delay(1);
    const { body: later } = await app.post<JobView>('/jobs', { prompt: 'After the count' });
    const over = await untilOver(await begin({ action: 'cancel', filter: { createdBefore: counted.createdBefore } }));
    expect(over).toMatchObject({ state: 'COMPLETED', total: 1, changed: 1 });
    await expect(app.get(`/jobs/${later.id}`)).resolves.toMatchObject({ body: { status: 'PENDING' } });
    const early = '2026-01-01T00:00:00.000Z';
    const { body } = await dryRun({ action: 'cancel', filter: { createdBefore: early } });
    expect(body).toMatchObject({ total: 0, createdBefore: early });
  });
});
