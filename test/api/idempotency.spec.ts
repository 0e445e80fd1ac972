import { request } from 'node:http';
import type { BatchOutcomeView, JobRowView, JobView } from '@fasttrack/contracts';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

const SHOP = 'canary-key-of-the-shop-2c8a';
const CLINIC = 'canary-key-of-the-clinic-77f1';

let app: TestApp;
let keys = 0;
/** A key that no other case uses. */
const aKey = (): string => `order-${(keys += 1)}`;
const submit = (key: string, json: unknown, more: Record<string, string> = {}): Promise<Answer<JobView>> =>
  app.post<JobView>('/jobs', json, { 'idempotency-key': key, ...more });
const submitBatch = (key: string, jobs: unknown): Promise<Answer<BatchOutcomeView[]>> =>
  app.post<BatchOutcomeView[]>('/jobs/batch', { jobs }, { 'idempotency-key': key });
const countAll = async (): Promise<number> =>
  Number((await app.get<JobRowView[]>('/jobs?limit=1')).headers['x-total-count']);
const idsOf = ({ body }: Answer<BatchOutcomeView[]>): (string | undefined)[] =>
  body.map((one) => (one.status === 201 ? one.job.id : undefined));
const expectReused = (answer: Answer): void => {
  expect(expectProblem(answer, 422).code).toBe('idempotency.key-reused');
};
const isReplay = ({ headers }: Answer): boolean => headers['idempotent-replayed'] === 'true';

describe('Idempotency-Key', () => {
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  describe('on POST /jobs', () => {
    it('makes one job of a request that is sent twice, and tells the second time', async () => {
      const [key, before] = [aKey(), await countAll()];
      const body = { prompt: `hello ${PAYLOAD_CANARY}`, tags: ['a'] };
      const first = await submit(key, body);
      const second = await submit(key, body);
      expect(first.status).toBe(201);
      expect(first.headers).not.toHaveProperty('idempotent-replayed');
      expect(second).toMatchObject({
        status: 201,
        headers: { location: `/jobs/${first.body.id}`, 'idempotent-replayed': 'true' },
        body: first.body,
      });
      await expect(countAll()).resolves.toBe(before + 1);
    });

    it('answers the job as it is now', async () => {
      const key = aKey();
      const { id } = (await submit(key, { prompt: 'x' })).body;
      await app.callback({ jobId: id, result: { sum: 3 } });
      const answer = await submit(key, { prompt: 'x' });
      expect(answer).toMatchObject({ status: 201, body: { id, status: 'COMPLETED', result: { sum: 3 } } });
      expect(answer.body).toEqual(await app.job(id));
    });

    it('knows a body again whatever the order of its members', async () => {
      const key = aKey();
      const text = '{"type":"email","payload":{"to":"ada@example.org","subject":"S","body":"1.0"},"priority":5}';
      const turned =
        '{ "priority": 5.0, "payload": {"body":"1.0","subject":"\\u0053","to":"ada@example.org"},"type":"email"}';
      const [first, second] = [await submit(key, JSON.parse(text)), await submit(key, JSON.parse(turned))];
      expect([first.status, second.status, isReplay(second)]).toEqual([201, 201, true]);
      expect(second.body.id).toBe(first.body.id);
    });

    it.each<[string, object, object]>([
      ['another prompt', { prompt: 'x' }, { prompt: 'y' }],
      ['one member more', { prompt: 'x' }, { prompt: 'x', key: 'k' }],
      ['a default that is written out', { prompt: 'x' }, { prompt: 'x', priority: 3 }],
      ['the long form of a prompt', { prompt: 'x' }, { payload: { prompt: 'x' } }],
      ['other tags', { prompt: 'x', tags: ['a', 'b'] }, { prompt: 'x', tags: ['b', 'a'] }],
    ])('refuses %s under the same key', async (_name, one, other) => {
      const key = aKey();
      const { id } = (await submit(key, one)).body;
      const before = await countAll();
      expectReused(await submit(key, other));
      await expect(countAll()).resolves.toBe(before);
      await expect(submit(key, one)).resolves.toMatchObject({ status: 201, body: { id } });
    });

    it('takes no key for a body that is refused', async () => {
      const key = aKey();
      for (const bad of [
        { prompt: '' },
        { type: 'email', payload: {} },
        { prompt: 'x', expiresAt: '2020-01-01T00:00:00Z' },
      ])
        expectProblem(await submit(key, bad), 400);
      const answer = await submit(key, { prompt: 'x' });
      expect([answer.status, isReplay(answer)]).toEqual([201, false]);
    });

    it('waits for the end of the job the second time as the first time', async () => {
      const key = aKey();
      const { id } = (await submit(key, { prompt: 'x' })).body;
      const waiting = submit(key, { prompt: 'x' }, { prefer: 'wait=20' });
      await app.callback({ jobId: id, result: 'done' });
      await expect(waiting).resolves.toMatchObject({
        status: 201,
        headers: { 'preference-applied': 'wait=20', 'idempotent-replayed': 'true', location: `/jobs/${id}` },
        body: { id, status: 'COMPLETED' },
      });
    });

    it('knows a request again after the time has made it one that would be refused', async () => {
      const key = aKey();
      const body = { prompt: 'x', expiresAt: new Date(Date.now() + 1000).toISOString() };
      const { id } = (await submit(key, body)).body;
      await app.until(id, ({ status }) => status === 'FAILED');
      const answer = await submit(key, body);
      expect(answer).toMatchObject({ status: 201, body: { id, error: { code: 'expired' } } });
      expect(isReplay(answer)).toBe(true);
      expectProblem(await submit(aKey(), body), 400);
    });

    it('is the same under /api, and names the job by the path that was asked', async () => {
      const key = aKey();
      const { id } = (await submit(key, { prompt: 'x' })).body;
      const answer = await app.post('/api/jobs', { prompt: 'x' }, { 'idempotency-key': key });
      expect(answer).toMatchObject({
        status: 201,
        headers: { location: `/api/jobs/${id}`, 'idempotent-replayed': 'true' },
      });
    });

    it.each([1, 2, 3])('makes one job of 50 requests at once, and one of them is the first (round %i)', async () => {
      const [key, before] = [aKey(), await countAll()];
      const answers = await Promise.all(Array.from({ length: 50 }, () => submit(key, { prompt: 'x' })));
      expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
      expect(new Set(answers.map(({ headers }) => headers.location))).toEqual(
        new Set([`/jobs/${answers[0]!.body.id}`]),
      );
      expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
      await expect(countAll()).resolves.toBe(before + 1);
      expect((await app.job(answers[0]!.body.id)).history).toHaveLength(1);
    });

    it('lets one of many bodies win a key, and refuses the others', async () => {
      const [key, before] = [aKey(), await countAll()];
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => submit(key, { prompt: `x ${n % 4}` })));
      const prompts = answers.flatMap(({ status, body }) => (status === 201 ? [body.prompt] : []));
      expect(new Set(prompts).size).toBe(1);
      expect(prompts).toHaveLength(10);
      for (const answer of answers.filter(({ status }) => status !== 201)) expectReused(answer);
      await expect(countAll()).resolves.toBe(before + 1);
    });

    it('says in the log only once that the job was created', async () => {
      const key = aKey();
      const answers = await Promise.all(Array.from({ length: 10 }, () => submit(key, { prompt: 'x' })));
      const { id } = answers[0]!.body;
      const lines = app.logs.filter((line) => line.includes(id) && line.includes('"event":"created"'));
      expect(lines).toHaveLength(1);
    });
  });

  describe('as a header', () => {
    it.each(['k', '!', '~', '"0b5c"', 'a,b;c=d', 'k'.repeat(255)])('may be %.40s', async (key) => {
      await expect(submit(key, { prompt: 'x' })).resolves.toMatchObject({ status: 201 });
      expect(isReplay(await submit(key, { prompt: 'x' }))).toBe(true);
    });

    it('is taken to the letter', async () => {
      const ids = ['Case', 'case', '"case"'].map(async (key) => (await submit(key, { prompt: 'x' })).body.id);
      expect(new Set(await Promise.all(ids)).size).toBe(3);
    });

    /** Sends header values that a client library would refuse or join. */
    const sendRaw = (path: string, json: unknown, value: string | readonly string[]): Promise<[number, string]> =>
      new Promise((resolve, reject) => {
        const call = request(`${app.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' } });
        call.setHeader('idempotency-key', value);
        call.on('error', reject).on('response', (response) => {
          response.setEncoding('utf8');
          let text = '';
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            resolve([response.statusCode ?? 0, text]);
          });
        });
        call.end(JSON.stringify(json));
      });

    it.each<[string, string | readonly string[], string]>([
      ['empty', '', 'Idempotency-Key must be 1 to 255 visible ASCII characters'],
      ['with a space inside', 'a b', 'Idempotency-Key must be 1 to 255 visible ASCII characters'],
      ['with a letter that is not ASCII', 'schlüssel', 'Idempotency-Key must be 1 to 255 visible ASCII characters'],
      ['too long', 'k'.repeat(256), 'Idempotency-Key must be 1 to 255 visible ASCII characters'],
      ['repeated', ['a', 'b'], 'Idempotency-Key must be sent once'],
      ['repeated and equal', ['a', 'a'], 'Idempotency-Key must be sent once'],
    ])('is refused when it is %s', async (_name, value, detail) => {
      const before = await countAll();
      for (const [path, body] of [
        ['/jobs', { prompt: 'x' }],
        ['/jobs/batch', { jobs: [{ prompt: 'x' }] }],
      ] as const) {
        const [status, text] = await sendRaw(path, body, value);
        expect(status).toBe(400);
        expect(JSON.parse(text)).toMatchObject({ detail, errors: [{ pointer: 'Idempotency-Key', detail }] });
      }
      await expect(countAll()).resolves.toBe(before);
    });
  });

  describe('on POST /jobs/batch', () => {
    const BATCH = [{ prompt: 'one' }, { prompt: ' ' }, { type: 'email', payload: { to: 'ada@example.org' } }];

    it('makes the jobs once, and answers each as it is now', async () => {
      const [key, before] = [aKey(), await countAll()];
      const first = await submitBatch(key, BATCH);
      const [id] = idsOf(first);
      await app.callback({ jobId: id, result: 'done' });
      const second = await submitBatch(key, BATCH);
      expect([first.status, isReplay(first), second.status, isReplay(second)]).toEqual([200, false, 200, true]);
      expect(idsOf(second)).toEqual(idsOf(first));
      expect(second.body[0]).toMatchObject({ status: 201, job: { status: 'COMPLETED', result: 'done' } });
      expect(second.body.slice(1)).toEqual(first.body.slice(1));
      await expect(countAll()).resolves.toBe(before + 2);
    });

    it('refuses another batch under the same key, also one in another order', async () => {
      const key = aKey();
      await submitBatch(key, BATCH);
      const before = await countAll();
      expectReused(await submitBatch(key, [...BATCH].reverse()));
      expectReused(await submitBatch(key, BATCH.slice(0, 1)));
      await expect(countAll()).resolves.toBe(before);
    });

    it('is another request than a single submit', async () => {
      const [key, other] = [aKey(), aKey()];
      await submit(key, { prompt: 'x' });
      expectReused(await submitBatch(key, [{ prompt: 'x' }]));
      await submitBatch(other, [{ prompt: 'x' }]);
      expectReused(await submit(other, { prompt: 'x' }));
    });

    it('takes no key for a batch of which nothing is good', async () => {
      const key = aKey();
      await expect(submitBatch(key, [{ prompt: '' }])).resolves.toMatchObject({ status: 200, body: [{ status: 400 }] });
      expectFaults(await app.post('/jobs/batch', { jobs: [] }, { 'idempotency-key': key }), '/jobs');
      await expect(submitBatch(key, [{ prompt: 'x' }])).resolves.toMatchObject({ body: [{ status: 201 }] });
    });

    it('judges each job as at first, also when its time has passed', async () => {
      const key = aKey();
      const jobs = [{ prompt: 'x', expiresAt: new Date(Date.now() + 1000).toISOString() }, { prompt: '' }];
      const first = await submitBatch(key, jobs);
      await app.until(String(idsOf(first)[0]), ({ status }) => status === 'FAILED');
      const second = await submitBatch(key, jobs);
      expect(second.body).toMatchObject([{ status: 201, job: { error: { code: 'expired' } } }, { status: 400 }]);
      expect([idsOf(second), isReplay(second)]).toEqual([idsOf(first), true]);
    });

    it('makes 1,000 jobs once of 3 requests at once', async () => {
      const [key, before] = [aKey(), await countAll()];
      const jobs = Array.from({ length: 1000 }, (_, n) => ({ prompt: `job ${n}` }));
      const answers = await Promise.all(Array.from({ length: 3 }, () => submitBatch(key, jobs)));
      expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
      const [ids] = answers.map(idsOf);
      for (const answer of answers) {
        expect(idsOf(answer)).toEqual(ids);
        expect(answer.body.map((one) => one.status === 201 && one.job.prompt)).toEqual(
          jobs.map(({ prompt }) => prompt),
        );
      }
      await expect(countAll()).resolves.toBe(before + 1000);
    });

    it('knows a body of almost 16 MiB again', async () => {
      const key = aKey();
      const email = { to: 'ada@example.org', body: 'b'.repeat(20_000) };
      const jobs = Array.from({ length: 800 }, () => ({ type: 'email', payload: email }));
      const [first, second] = [await submitBatch(key, jobs), await submitBatch(key, jobs)];
      expect([first.status, isReplay(second)]).toEqual([200, true]);
      expect(idsOf(second)).toEqual(idsOf(first));
    });
  });

  it('means nothing where nothing is submitted', async () => {
    const key = aKey();
    const { id } = (await submit(key, { prompt: 'x' })).body;
    const headers = { 'idempotency-key': key };
    await expect(app.post(`/jobs/${id}/cancel`, undefined, headers)).resolves.toMatchObject({ status: 200 });
    await expect(app.get(`/jobs/${id}`, headers)).resolves.toMatchObject({ status: 200 });
  });

  it('is described with its rule, its refusals and the header of a replay', async () => {
    interface Operation {
      readonly parameters: readonly { readonly name: string; readonly schema: { readonly pattern?: string } }[];
      readonly responses: Record<string, { readonly headers?: object }>;
    }
    const { body } = await app.get<{ paths: Record<string, { post: Operation }> }>('/openapi.json');
    for (const [path, status] of [
      ['/jobs', '201'],
      ['/jobs/batch', '200'],
    ] as const) {
      const { parameters, responses } = body.paths[path]!.post;
      expect(parameters).toContainEqual(
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
      );
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '409', '422', status]));
      expect(responses[status]!.headers).toHaveProperty('Idempotent-Replayed');
    }
  });
});

describe('Idempotency-Key of callers with API keys', () => {
  it('is each caller’s own', async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false', API_KEYS: `shop:${SHOP},clinic:${CLINIC}` });
    const send = (apiKey: string, prompt: string): Promise<Answer<JobView>> =>
      submit('order-1', { prompt }, { 'x-api-key': apiKey });
    const [shop, clinic] = [await send(SHOP, 'x'), await send(CLINIC, 'y')];
    expect([shop.status, clinic.status, isReplay(clinic)]).toEqual([201, 201, false]);
    expect((await send(SHOP, 'x')).body.id).toBe(shop.body.id);
    expect((await send(CLINIC, 'y')).body.id).toBe(clinic.body.id);
    expectReused(await send(CLINIC, 'x'));
    await app.close();
  });
});

describe('Idempotency-Key while the store is away', () => {
  it('is answered 503', async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    await app.closeStore();
    expectProblem(await submit(aKey(), { prompt: 'x' }), 503);
    expectProblem(await submitBatch(aKey(), [{ prompt: 'x' }]), 503);
    await app.close();
  });
});
