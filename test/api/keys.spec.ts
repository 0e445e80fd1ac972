import type { JobView, ServiceView } from '@fasttrack/contracts';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { SECRET, startTestApp } from '../support/start-test-app';

const KEY = 'canary-key-of-the-shop-1b7e';
const OTHER = 'canary-key-of-the-batch-93d0';
const WITH_KEY = { 'x-api-key': KEY };
const JSON_TYPE = { 'content-type': 'application/json' };

interface Operation {
  readonly security?: readonly object[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly example?: unknown }> }>;
}
interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly securitySchemes?: object };
}

describe('an API with keys', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false', API_KEYS: `shop:${KEY},batch:${OTHER}` });
  });
  afterAll(async () => {
    const leaks = app.logs.filter((line) => line.includes(KEY) || line.includes(OTHER));
    await app.close();
    expect(leaks).toEqual([]);
  });

  const submit = async (): Promise<JobView> => (await app.post<JobView>('/jobs', { prompt: 'hello' }, WITH_KEY)).body;
  const total = async (): Promise<number> => (await app.get<{ total: number }>('/stats', WITH_KEY)).body.total;

  it.each([
    ['GET', '/'],
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/jobs'],
    ['HEAD', '/jobs'],
    ['OPTIONS', '/jobs'],
    ['PUT', '/jobs'],
    ['DELETE', '/jobs/an-id'],
    ['POST', '/jobs/an-id/cancel'],
    ['GET', '/api/jobs'],
    ['GET', '/api/api/jobs'],
    ['GET', '/JOBS'],
    ['GET', '/API/jobs'],
    ['GET', '/%6Aobs'],
    ['GET', '/jobs/'],
    ['GET', '//jobs'],
    ['GET', '/stats'],
    ['GET', '/stats/trend'],
    ['GET', '/docs'],
    ['GET', '/api/docs'],
    ['GET', '/docs/swagger-ui.css'],
    ['GET', '/openapi.json'],
    ['GET', '/metrics'],
    ['GET', '/nothing'],
    ['GET', '/webhook/callback'],
    ['POST', '/webhook/callback/a/b'],
    ['POST', '/webhook/callback/../../jobs'],
    ['GET', '/health/../jobs'],
    ['GET', '/health%2Flive'],
    ['GET', '/health/nothing'],
    ['POST', '/health'],
  ])('answers %s %s with 401 and the same words to those without a key', async (method, path) => {
    const answer = await app.send(method, path);
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="Fast Track"' } });
    expect(answer.headers).not.toHaveProperty('allow');
    if (method !== 'HEAD')
      expect(expectProblem(answer, 401)).toMatchObject({
        code: 'key.required',
        detail: 'This needs an API key: send it as "Authorization: Bearer …" or as X-API-Key',
      });
  });

  it.each<Record<string, string>>([
    { authorization: `Bearer ${KEY}` },
    { authorization: `bearer ${OTHER}` },
    { 'x-api-key': OTHER },
  ])('serves those who send %j', async (headers) => {
    for (const path of ['/', '/api/jobs', '/openapi.json', '/docs'])
      expect((await app.get(path, headers)).status).toBe(200);
    expect((await app.get('/nothing', headers)).status).toBe(404);
    expect((await app.send('PUT', '/jobs', { headers })).status).toBe(405);
  });

  it('says that a key is wrong, without repeating it', async () => {
    const wrong = 'canary-key-of-nobody';
    const answer = await app.get('/jobs', { authorization: `Bearer ${wrong}` });
    expect(expectProblem(answer, 401).code).toBe('key.unknown');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="Fast Track", error="invalid_token"');
    expect(answer.text).not.toContain(wrong);
  });

  it('takes no key from the address', async () => {
    for (const query of [`api_key=${OTHER}`, `key=${OTHER}`, `access_token=${OTHER}`])
      expectProblem(await app.get(`/stats?${query}`), 401);
  });

  it.each([
    ['malformed', '{"prompt":'],
    ['too large', JSON.stringify({ prompt: 'p'.repeat(2 * 1024 * 1024) })],
    ['right', '{"prompt":"hello"}'],
  ])('asks for the key before it reads a body that is %s', async (_kind, body) => {
    const before = await total();
    expectProblem(await app.send('POST', '/jobs', { headers: JSON_TYPE, body }), 401);
    await expect(total()).resolves.toBe(before);
  });

  it('tells nobody without a key whether anything changed', async () => {
    const { etag } = (await app.get('/jobs', WITH_KEY)).headers;
    await expect(app.get('/jobs', { 'if-none-match': String(etag), ...WITH_KEY })).resolves.toMatchObject({
      status: 304,
    });
    const answer = await app.get('/jobs', { 'if-none-match': String(etag) });
    expectProblem(answer, 401);
    expect(answer.headers).not.toHaveProperty('etag');
  });

  it.each(['/health', '/health/live', '/health/ready', '/api/health'])('asks no probe for a key: %s', async (path) => {
    await expect(app.get(path)).resolves.toMatchObject({ status: 200 });
    await expect(app.send('HEAD', path)).resolves.toMatchObject({ status: 200 });
  });

  it.each(['/webhook/callback', '/api/jobs/webhook/callback'])(
    'takes a callback at %s by its own proof',
    async (path) => {
      const { id } = await submit();
      const result = { jobId: id, result: 'done' };
      expect(expectProblem(await app.post(path, result, WITH_KEY), 401).code).toBe('callback.unauthorized');
      await expect(app.callback(result, path)).resolves.toMatchObject({ status: 200, body: { status: 'COMPLETED' } });
    },
  );

  it('takes no callback secret for a key', async () => {
    expectProblem(await app.get('/jobs', { 'x-shared-secret': SECRET }), 401);
    expectProblem(await app.get('/jobs', { authorization: `Bearer ${SECRET}` }), 401);
  });

  describe('describes itself', () => {
    let description: Description;
    beforeAll(async () => {
      description = (await app.get<Description>('/openapi.json', WITH_KEY)).body;
    });

    it('with both ways to send a key on what needs one, and on nothing else', () => {
      expect(description.components.securitySchemes).toEqual({
        bearer: expect.objectContaining({ type: 'http', scheme: 'bearer' }) as object,
        header: expect.objectContaining({ type: 'apiKey', in: 'header', name: 'X-API-Key' }) as object,
      });
      const guarded = Object.entries(description.paths).flatMap(([path, operations]) =>
        Object.values(operations).map(({ security }) => [path, security]),
      );
      expect(guarded.length).toBeGreaterThan(10);
      for (const [path, security] of guarded) {
        const isOpen = /^\/health|webhook\/callback(\/\{token\})?$/.test(path as string);
        expect([path, security]).toEqual([path, isOpen ? undefined : [{ bearer: [] }, { header: [] }]]);
      }
    });

    it('with the refusal as it is really answered', async () => {
      const example = description.paths['/jobs']?.get?.responses['401']?.content?.['application/problem+json']?.example;
      const problem = expectProblem(await app.get('/jobs'), 401);
      expect({ ...(example as object), requestId: '' }).toEqual({ ...problem, requestId: '' });
      expect(Object.keys(description.paths['/health/live']?.get?.responses ?? {})).not.toContain('401');
    });
  });
});

describe('an API without keys', () => {
  const PRIVATE = [
    '/metrics',
    '/api/metrics',
    '/docs',
    '/api/docs',
    '/docs/',
    '/docs/swagger-ui.css',
    '/openapi.json',
    '/%6fpenapi.json',
  ];

  it('is open in development, its description too, and asks there for nothing', async () => {
    const app = await startTestApp({ NODE_ENV: 'development', WORKER_ENABLED: 'false' });
    for (const path of PRIVATE) await expect(app.get(path)).resolves.toMatchObject({ status: 200 });
    const { body } = await app.get<Description>('/openapi.json');
    expect(body.components).not.toHaveProperty('securitySchemes');
    expect(body.paths['/jobs']?.get).not.toHaveProperty('security');
    expect(body.paths['/jobs']?.get?.responses).not.toHaveProperty('401');
    await app.close();
  });

  it('shows neither description nor figures in production, and names the setting that opens them', async () => {
    const app = await startTestApp({ NODE_ENV: 'production', WORKER_ENABLED: 'false' });
    for (const path of PRIVATE) {
      const answer = await app.get(path, { 'x-api-key': 'anything' });
      expect(expectProblem(answer, 401).detail).toMatch(/closed in production while API_KEYS is not set/);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="Fast Track"');
    }
    for (const path of ['/', '/jobs', '/stats', '/health'])
      await expect(app.get(path)).resolves.toMatchObject({ status: 200 });
    expect((await app.get<ServiceView>('/')).body.links).toEqual({ health: '/health', jobs: '/jobs' });
    await expect(app.post('/jobs', { prompt: 'hello' })).resolves.toMatchObject({ status: 201 });
    await app.close();
  });
});
