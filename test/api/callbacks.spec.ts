import type { JobView } from '@fasttrack/contracts';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, SECRET, startTestApp } from '../support/start-test-app';

const PATHS = ['/webhook/callback', '/jobs/webhook/callback', '/api/webhook/callback', '/api/jobs/webhook/callback'];
const JSON_TYPE = { 'content-type': 'application/json' };
const RESULT = `{"answer": "${PAYLOAD_CANARY}"}`;

describe('callbacks', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false', WEBHOOK_SECRET: `${SECRET},older-secret-0001` });
  });
  afterAll(() => app.close());

  const completions = ({ history }: JobView): number => history.filter(({ event }) => event === 'completed').length;

  describe('their proof', () => {
    const HEADERS = ['X-Shared-Secret', 'x-shared-secret', 'X-SHARED-SECRET', 'x-webhook-secret', 'X-Webhook-Secret'];
    const pairs = PATHS.flatMap((path) => HEADERS.map((header): [string, string] => [path, header]));

    it.each(pairs)('is taken at %s from %s', async (path, header) => {
      const { id } = await app.submit();
      const { status, body } = await app.post<JobView>(path, { jobId: id, result: RESULT }, { [header]: SECRET });
      expect({ status, body }).toMatchObject({ status: 200, body: { id, status: 'COMPLETED', result: RESULT } });
    });

    it('may be any secret of the list', async () => {
      const { id } = await app.submit();
      const headers = { 'x-shared-secret': 'older-secret-0001' };
      await expect(app.post('/webhook/callback', { jobId: id, result: 1 }, headers)).resolves.toMatchObject({
        status: 200,
      });
    });

    it.each([
      [{ 'x-shared-secret': SECRET, 'x-webhook-secret': 'wrong' }],
      [{ 'x-shared-secret': 'wrong', 'x-webhook-secret': SECRET }],
    ])('is one valid header of both', async (headers) => {
      const { id } = await app.submit();
      await expect(app.post('/webhook/callback', { jobId: id, result: 1 }, headers)).resolves.toMatchObject({
        status: 200,
      });
    });

    const WRONG: Record<string, string>[] = [
      {},
      { 'x-shared-secret': '' },
      { 'x-shared-secret': 'wrong' },
      { 'x-webhook-secret': 'wrong' },
      { 'x-shared-secret': 'wrong', 'x-webhook-secret': 'wrong' },
      { 'x-shared-secret': `${SECRET}x` },
      { 'x-shared-secret': SECRET.slice(0, -1) },
      { 'x-shared-secret': SECRET.toUpperCase() },
      { 'x-shared-secret': `${SECRET},older-secret-0001` },
      { authorization: `Bearer ${SECRET}` },
      { 'x-api-key': SECRET },
    ];

    it.each(PATHS)('is demanded at %s: without it 401, and nothing changes', async (path) => {
      const job = await app.submit();
      for (const headers of WRONG) {
        const answer = await app.post(path, { jobId: job.id, result: RESULT }, headers);
        expect(expectProblem(answer, 401)).toMatchObject({ error: 'Unauthorized', code: 'callback.unauthorized' });
      }
      await expect(app.job(job.id)).resolves.toEqual(job);
    });

    it.each<[string, string | Buffer, Record<string, string>]>([
      ['broken JSON', '{"jobId": ', JSON_TYPE],
      ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, 'x'), JSON_TYPE],
      ['a form', 'jobId=1', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['no content type', 'jobId=1', {}],
      ['nothing', '', {}],
    ])('is looked at before the body: 401 with %s', async (_name, body, headers) => {
      expectProblem(await app.send('POST', '/webhook/callback', { body, headers }), 401);
      expectProblem(await app.send('POST', '/webhook/callback?x=1', { body, headers }), 401);
    });
  });

  describe('what they say', () => {
    const send = (body: string, type = 'application/json') =>
      app.send('POST', '/webhook/callback', { body, headers: { 'x-shared-secret': SECRET, 'content-type': type } });

    it.each<[string, object, string]>([
      ['no jobId', { result: 1 }, '/jobId'],
      ['an empty jobId', { jobId: '', result: 1 }, '/jobId'],
      ['a jobId that is null', { jobId: null, result: 1 }, '/jobId'],
      ['an operator for a jobId', { jobId: { $gt: '' }, result: 1 }, '/jobId'],
      ['a list for a jobId', { jobId: ['x'], result: 1 }, '/jobId'],
      ['a number for a jobId', { jobId: 7, result: 1 }, '/jobId'],
      ['no result', { jobId: 'x' }, '/result'],
      ['COMPLETED without a result', { jobId: 'x', status: 'COMPLETED' }, '/result'],
      ['an unknown status', { jobId: 'x', result: 1, status: 'DONE' }, '/status'],
      ['PENDING', { jobId: 'x', result: 1, status: 'PENDING' }, '/status'],
      ['a negative attempt', { jobId: 'x', result: 1, attempt: -1 }, '/attempt'],
      ['half an attempt', { jobId: 'x', result: 1, attempt: 1.5 }, '/attempt'],
      ['a text for an attempt', { jobId: 'x', result: 1, attempt: '1' }, '/attempt'],
      ['an unknown member', { jobId: 'x', result: 1, secret: 'x' }, '/secret'],
    ])('%s: 400 malformed', async (_name, body, pointer) => {
      const answer = await app.callback(body);
      expectFaults(answer, pointer);
      expect(answer.body).toMatchObject({ code: 'callback.malformed' });
    });

    it.each(['', 'null', '[]', '"x"'])('%j: 400 malformed', async (body) => {
      expect(expectProblem(await send(body), 400).code).toBe('callback.malformed');
    });

    it.each(['', '{', 'null', '[]', '"x"', '{"jobId":"x","result":1,"__proto__":{}}'])('%j: 400', async (body) => {
      expectFaults(await send(body), '');
    });

    it('a form: 415', async () => {
      expectProblem(await send('jobId=1', 'application/x-www-form-urlencoded'), 415);
    });

    it('more than CALLBACK_MAX_BYTES: 413', async () => {
      expectProblem(await send(JSON.stringify({ jobId: 'x', result: 'r'.repeat(1024 * 1024) })), 413);
    });

    it('a query: 400', async () => {
      expectFaults(await app.callback({ jobId: 'x', result: 1 }, '/webhook/callback?jobId=x'), '?jobId');
    });

    it.each(['nobody', '\0', '\ud800', 'a'.repeat(10_000), "' OR 1=1 --"])(
      'about an unknown job %#: 404',
      async (jobId) => {
        const { code, detail } = expectProblem(await app.callback({ jobId, result: 1 }), 404);
        expect({ code, length: Math.min(detail.length, 130) }).toEqual({
          code: 'job.not-found',
          length: detail.length,
        });
      },
    );
  });

  describe('what they do', () => {
    it('a repeat changes nothing and is answered 200', async () => {
      const { id } = await app.submit();
      const first = await app.callback({ jobId: id, result: RESULT });
      const repeats = [
        await app.callback({ jobId: id, result: RESULT }),
        await app.callback({ jobId: id, result: 'another' }),
        await app.callback({ jobId: id, status: 'FAILED', error: 'no' }),
        await app.callback({ jobId: id, result: 'another', attempt: 7 }),
      ];
      for (const { status, body } of repeats) expect({ status, body }).toEqual({ status: 200, body: first.body });
      await expect(app.job(id)).resolves.toEqual(first.body);
    });

    it('of 50 at once one wins; all are answered 200 with what it said', async () => {
      const { id } = await app.submit();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => app.callback({ jobId: id, result: `"result ${n}"` }, PATHS[n % 4])),
      );
      const job = await app.job(id);
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(200));
      expect(answers.map(({ body }) => body)).toEqual(Array<JobView>(50).fill(job));
      expect(completions(job)).toBe(1);
    });

    it('of 25 results and 25 failures at once one wins, too', async () => {
      const { id } = await app.submit();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          app.callback(n % 2 ? { jobId: id, result: n } : { jobId: id, status: 'FAILED', error: `no ${n}` }),
        ),
      );
      const job = await app.job(id);
      expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(Array(50).fill({ status: 200, body: job }));
      expect(job.history).toHaveLength(2);
    });

    it('a cancelled job stays as it is', async () => {
      const { id } = await app.submit();
      const { body: cancelled } = await app.post<JobView>(`/jobs/${id}/cancel`);
      const { status, body } = await app.callback({ jobId: id, result: RESULT });
      expect({ status, body }).toEqual({ status: 200, body: cancelled });
    });

    it.each<[string, unknown, object]>([
      ['a text', 'The model refused', { message: 'The model refused', retryable: true }],
      ['an object', { message: 'no', retryable: false }, { message: 'no', retryable: false }],
      ['a long text', 'x'.repeat(3000), { message: 'x'.repeat(2000), retryable: true }],
      ['nothing', undefined, { message: 'The worker gave no reason', retryable: true }],
      ['null', null, { message: 'The worker gave no reason', retryable: true }],
      ['a number', 7, { message: 'The worker gave no reason', retryable: true }],
    ])('FAILED before any run ends the job, with the error as %s', async (_name, error, wanted) => {
      const { id } = await app.submit();
      const { status, body } = await app.callback({ jobId: id, status: 'FAILED', error });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { status: 'FAILED', attempt: 0, error: { code: 'worker_error', ...wanted } },
      });
      expect(body).not.toHaveProperty('result');
    });

    it('an attempt that is not the latest of a job that goes on: 409, and nothing changes', async () => {
      const job = await app.submit();
      for (const body of [{ result: 1 }, { status: 'FAILED' }]) {
        const answer = await app.callback({ jobId: job.id, attempt: 3, ...body });
        expect(expectProblem(answer, 409).code).toBe('callback.stale-attempt');
      }
      await expect(app.job(job.id)).resolves.toEqual(job);
    });
  });
});

describe('callbacks with a limit of their own', () => {
  it('take as much as CALLBACK_MAX_BYTES, while submits keep theirs', async () => {
    const app = await startTestApp({ WORKER_ENABLED: 'false', CALLBACK_MAX_BYTES: String(3 * 1024 * 1024) });
    const { id } = await app.submit();
    const result = 'r'.repeat(2 * 1024 * 1024);
    await expect(app.callback({ jobId: id, result })).resolves.toMatchObject({ status: 200, body: { result } });
    expectProblem(await app.post('/jobs', { prompt: result }), 413);
    await app.close();
  });
});
