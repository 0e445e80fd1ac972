import type { BulkOutcomeView, JobView } from '@fasttrack/contracts';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const NOBODY = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `019a0f5e-6f00-7c3e-8a52-${String(n).padStart(12, '0')}`);

let app: TestApp;
const act = (json: unknown, path = '/jobs/bulk'): Promise<Answer<BulkOutcomeView[]>> =>
  app.post<BulkOutcomeView[]>(path, json);
/** A job that nobody takes before the test has ended. */
const submit = (): Promise<JobView> => app.submit({ scheduledFor: new Date(Date.now() + 3_600_000).toISOString() });
const cancelled = async (): Promise<JobView> => (await app.post<JobView>(`/jobs/${(await submit()).id}/cancel`)).body;

describe('POST /jobs/bulk by ids', () => {
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  it.each(['', '/api'])(
    'cancels each and answers in order, in the words of a single call, under "%s"',
    async (prefix) => {
      const [first, second] = [await submit(), await submit()];
      const [over, done] = [await cancelled(), await submit()];
      await app.callback({ jobId: done.id, result: '{}' });
      const all = [second.id, over.id, NOBODY, first.id, done.id];
      const answer = await act({ action: 'cancel', ids: all }, `${prefix}/jobs/bulk`);
      expect(answer.status).toBe(200);
      expect(answer.body.map(({ id, status }) => [id, status])).toEqual([
        [second.id, 200],
        [over.id, 409],
        [NOBODY, 404],
        [first.id, 200],
        [done.id, 409],
      ]);
      for (const one of answer.body) {
        if (one.status === 200) {
          expect(one.job).toMatchObject({ id: one.id, status: 'CANCELLED' });
          await expect(app.job(one.id)).resolves.toEqual(one.job);
        } else {
          const { error } = expectProblem(await app.post(`/jobs/${one.id}/cancel`), one.status);
          expect(one.error).toBe(error);
        }
      }
    },
  );

  it('retries what has failed or was cancelled, and nothing else', async () => {
    const [failed, waiting, gone] = [await submit(), await submit(), await cancelled()];
    await app.callback({ jobId: failed.id, status: 'FAILED', error: 'no' });
    const done = await submit();
    await app.callback({ jobId: done.id, result: '{}' });
    const { body } = await act({ action: 'retry', ids: [failed.id, waiting.id, gone.id, done.id] });
    expect(body).toMatchObject([
      { status: 200, job: { status: 'PENDING', attempts: 0 } },
      { status: 409 },
      { status: 200, job: { status: 'PENDING' } },
      { status: 409 },
    ]);
    expect((await app.job(failed.id)).history.at(-1)).toMatchObject({ event: 'retried', by: 'api' });
  });

  it('changes 100 by one call', async () => {
    const jobs = await Promise.all(Array.from({ length: 100 }, () => submit()));
    const answer = await act({ action: 'cancel', ids: jobs.map(({ id }) => id) });
    expect(answer.body.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
    expect(new Set(answer.body.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it.each<[string, unknown, ...string[]]>([
    ['no action', { ids: ids(1) }, '/action'],
    ['an unknown action', { action: 'delete', ids: ids(1) }, '/action'],
    ['neither ids nor filter', { action: 'retry' }, ''],
    ['ids and filter', { action: 'retry', ids: ids(1), filter: {} }, ''],
    ['no ids', { action: 'retry', ids: [] }, '/ids'],
    ['101 ids', { action: 'retry', ids: ids(101) }, '/ids'],
    ['ids that are none', { action: 'retry', ids: [NOBODY, 'x', 7, null, {}] }, '/ids/1', '/ids/2', '/ids/3', '/ids/4'],
    ['an id in other letters', { action: 'retry', ids: [NOBODY.toUpperCase()] }, '/ids/0'],
    ['an id twice', { action: 'retry', ids: [NOBODY, ...ids(1), NOBODY] }, '/ids/2'],
    ['no array', { action: 'retry', ids: { 0: NOBODY } }, '/ids'],
    ['ids that are null', { action: 'retry', ids: null }, '/ids'],
    ['a dry run by ids', { action: 'retry', ids: ids(1), dryRun: true }, '/dryRun'],
    ['a pace by ids', { action: 'retry', ids: ids(1), pace: 5 }, '/pace'],
    ['another member', { action: 'retry', ids: ids(1), force: true }, '/force'],
    ['nothing', undefined, ''],
    ['an array', [NOBODY], ''],
  ])('refuses %s', async (_name, body, ...pointers) => {
    expectFaults(await act(body), ...pointers);
  });

  it('refuses a query and a form', async () => {
    expectFaults(await act({ action: 'retry', ids: ids(1) }, '/jobs/bulk?dryRun=1'), '?dryRun');
    const form = { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expectProblem(await app.send('POST', '/jobs/bulk', form), 415);
  });

  it.each(['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'] as const)(
    'answers 405 to %s, and names POST',
    async (method) => {
      const answer = await app.send(method, '/jobs/bulk');
      expectProblem(answer, 405);
      expect(answer.headers.allow).toBe('POST');
    },
  );
});

describe('POST /jobs/bulk', () => {
  it('says by whose key a job was changed', async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false', API_KEYS: 'shop:key-of-the-shop' });
    const headers = { 'x-api-key': 'key-of-the-shop' };
    const { body: job } = await app.post<JobView>('/jobs', { prompt: 'x' }, headers);
    const answer = await app.post<BulkOutcomeView[]>('/jobs/bulk', { action: 'cancel', ids: [job.id] }, headers);
    expect(answer.body).toMatchObject([{ job: { history: [{}, { event: 'cancelled', by: 'shop' }] } }]);
    const again = await app.post<JobView>(`/jobs/${job.id}/retry`, undefined, headers);
    expect(again.body.history.at(-1)).toMatchObject({ event: 'retried', by: 'shop' });
    const over = await app.send<JobView>('DELETE', `/jobs/${job.id}`, { headers });
    expect(over.body.history.at(-1)).toMatchObject({ event: 'cancelled', by: 'shop' });
    const copy = await app.post<JobView>(`/jobs/${job.id}/retry`, { payload: { prompt: 'y' } }, headers);
    const { body: old } = await app.get<JobView>(`/jobs/${job.id}`, headers);
    expect(old.history.at(-1)).toMatchObject({ event: 'retried', by: 'shop', note: `as ${copy.body.id}` });
    expectProblem(await act({ action: 'cancel', ids: [job.id] }), 401);
    await app.close();
  });

  it('is answered 503 when nothing can be stored', async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    await app.closeStore();
    expectProblem(await act({ action: 'cancel', ids: ids(1) }), 503);
    expectProblem(await act({ action: 'cancel', filter: {} }), 503);
    await app.close();
  });
});
