import type { JobView } from '@fasttrack/contracts';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

describe('POST /jobs', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  it.each(['', '/api'])('stores a job and answers it, under "%s"', async (prefix) => {
    const { status, headers, body } = await app.post<JobView>(`${prefix}/jobs`, { prompt: 'Write a haiku' });
    expect(status).toBe(201);
    expect(headers).toMatchObject({
      location: `${prefix}/jobs/${body.id}`,
      'content-type': 'application/json; charset=utf-8',
    });
    expect(body).toEqual({
      id: matching(UUID_V7),
      type: 'prompt',
      prompt: 'Write a haiku',
      payload: { prompt: 'Write a haiku' },
      status: 'PENDING',
      priority: 3,
      attempt: 0,
      attempts: 0,
      maxAttempts: 3,
      expects: 'json',
      waitingFor: expect.objectContaining({ reason: 'worker' }) as object,
      history: [{ at: body.createdAt, event: 'created', to: 'PENDING', attempt: 0, by: 'api' }],
      createdAt: matching(ISO),
      updatedAt: body.createdAt,
    });
    const { body: read } = await app.get<JobView>(String(headers.location));
    expect(read).toEqual(body);
  });

  it('takes type, priority and expects', async () => {
    const { body } = await app.post('/jobs', { type: 'prompt', prompt: 'x', priority: 5, expects: 'text' });
    expect(body).toMatchObject({ type: 'prompt', priority: 5, expects: 'text' });
  });

  it.each([
    ['5000 characters', 'p'.repeat(5000)],
    ['white space around it', '  x\n'],
    ['emoji, accents, quotes and markup', 'ü 😀 "q" <img src=x onerror=alert(1)>'],
    ['operators and paths', '$set a.b {{ x }} ${y}'],
    ['NUL and a lone surrogate', 'a\0b\ud800c'],
  ])('keeps a prompt as it is: %s', async (_name, prompt) => {
    const { body } = await app.post<JobView>('/jobs', { prompt });
    await expect(app.job(body.id)).resolves.toMatchObject({ prompt, payload: { prompt } });
  });

  it('gives every job another id, and a later job a greater one', async () => {
    const ids = [(await app.submit()).id, (await app.submit()).id, (await app.submit()).id];
    expect([...ids].sort()).toEqual(ids);
  });

  it('stores what 100 clients submit at once', async () => {
    const jobs = await Promise.all(Array.from({ length: 100 }, () => app.submit()));
    const found = await Promise.all(jobs.map(({ id }) => app.job(id)));
    expect(found).toEqual(jobs);
  });
});

describe('a job, from submit to its result', () => {
  it('runs, and is completed by a callback over HTTP', async () => {
    const app = await startTestApp();
    const { id } = await app.submit();
    const job = await app.until(id, ({ status }) => status === 'COMPLETED');
    expect(job).toEqual({
      id,
      type: 'prompt',
      prompt: `hello ${PAYLOAD_CANARY}`,
      payload: { prompt: `hello ${PAYLOAD_CANARY}` },
      status: 'COMPLETED',
      priority: 3,
      attempt: 1,
      attempts: 1,
      maxAttempts: 3,
      expects: 'json',
      result: expect.any(String) as string,
      resultValid: true,
      history: [
        expect.objectContaining({ event: 'created', to: 'PENDING', attempt: 0, by: 'api' }),
        expect.objectContaining({
          event: 'claimed',
          from: 'PENDING',
          to: 'PROCESSING',
          attempt: 1,
          by: matching(/^worker-/),
        }),
        expect.objectContaining({
          event: 'completed',
          from: 'PROCESSING',
          to: 'COMPLETED',
          attempt: 1,
          by: 'callback',
        }),
      ],
      createdAt: matching(ISO),
      updatedAt: job.completedAt,
      startedAt: matching(ISO),
      completedAt: matching(ISO),
    });
    expect(JSON.parse(String(job.result))).toMatchObject({ success: true, simulated: true, attempt: 1 });
    await app.close();
    const callbacks = app.logs.filter((line) => line.includes('POST /webhook/callback'));
    expect(callbacks.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual([200]);
  });

  it('waits and is tried again when its callback does not get through', async () => {
    const app = await startTestApp({ BASE_URL: 'http://127.0.0.1:9' });
    const { id } = await app.submit();
    const job = await app.until(id, ({ attempts, status }) => attempts === 1 && status === 'PENDING');
    expect(job).toMatchObject({ error: { code: 'unreachable', retryable: true }, waitingFor: { reason: 'backoff' } });
    await app.close();
  });

  it('ends as rejected when its callback carries a secret that is not accepted', async () => {
    const strict = await startTestApp({ WORKER_ENABLED: 'false' });
    const app = await startTestApp({ BASE_URL: strict.url, WEBHOOK_SECRET: 'another-secret-0001' });
    const { id } = await app.submit();
    const job = await app.until(id, ({ status }) => status === 'FAILED');
    expect(job).toMatchObject({ attempts: 1, error: { code: 'rejected', retryable: false } });
    await app.close();
    await strict.close();
  });
});
