import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

describe('service and health', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  it.each(['', '/api'])('says what it is and where its parts are, with the prefix "%s" kept', async (prefix) => {
    const { status, body } = await app.get(`${prefix}/`);
    expect(status).toBe(200);
    expect(body).toEqual({
      name: 'Fast Track',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      environment: 'test',
      storage: process.env.TEST_STACK === 'scale-out' ? 'scale-out' : 'embedded',
      hallucinate: true,
      executors: { prompt: 'simulated', email: 'simulated', report: 'simulated', notification: 'simulated' },
      links: {
        docs: `${prefix}/docs`,
        openapi: `${prefix}/openapi.json`,
        health: `${prefix}/health`,
        jobs: `${prefix}/jobs`,
      },
    });
  });

  it.each(['/health', '/health/ready', '/api/health'])('answers 200 at %s while the store answers', async (path) => {
    const { status, body } = await app.get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', info: { store: { status: 'up' } } });
  });

  it('serves the description of the API as OpenAPI 3.1', async () => {
    const { body } = await app.get<{ openapi: string; paths: Record<string, unknown> }>('/openapi.json');
    expect(body.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/jobs', '/jobs/{id}', '/webhook/callback', '/stats']),
    );
  });

  it('shows the description to people', async () => {
    const { status, headers } = await app.get('/docs');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/html');
  });
});

describe('health without a store', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    await app.closeStore();
  });
  afterAll(() => app.close());

  it.each(['/health', '/health/ready'])('answers 503 at %s and names the store', async (path) => {
    const { status, body } = await app.get(path);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'error', error: { store: { status: 'down' } } });
  });

  it('still lives', async () => {
    await expect(app.get('/health/live')).resolves.toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it.each([
    ['GET', '/jobs'],
    ['GET', '/stats'],
    ['POST', '/jobs'],
  ])('answers 503 to %s %s, and says when to come again', async (method, path) => {
    const answer = await app.send(method, path, method === 'POST' ? { json: { prompt: 'hello' } } : {});
    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({
      'retry-after': '1',
      'content-type': 'application/problem+json; charset=utf-8',
    });
    expect(answer.body).toMatchObject({ code: 'store.unavailable', status: 503 });
  });
});
