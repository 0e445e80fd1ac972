import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "frame-ancestors 'none'",
];

describe('the edge', () => {
  let app: TestApp;
  let id: string;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    ({ id } = await app.submit());
  });
  afterAll(() => app.close());

  describe('routes', () => {
    it.each([
      '/nowhere',
      '/api/nowhere',
      '/jobs/a/b/c',
      '/apiary',
      '/api/api/jobs',
      '/webhook',
      '/jobs//',
      '/.env',
      '/../etc',
    ])('answers 404 at %s', async (path) => {
      expectProblem(await app.get(path), 404);
    });

    it.each([
      ['PUT', '/jobs', 'GET, HEAD, POST'],
      ['DELETE', '/api/jobs', 'GET, HEAD, POST'],
      ['PATCH', '/jobs/:id', 'DELETE, GET, HEAD'],
      ['POST', '/jobs/:id', 'DELETE, GET, HEAD'],
      ['GET', '/jobs/:id/cancel', 'POST'],
      ['GET', '/jobs/:id/retry', 'POST'],
      ['PUT', '/api/jobs/:id/hallucinate', 'POST'],
      ['GET', '/webhook/callback', 'POST'],
      ['GET', '/jobs/webhook/callback', 'POST'],
      ['POST', '/stats', 'GET, HEAD'],
      ['PUT', '/api/stats/trend', 'GET, HEAD'],
      ['POST', '/health/live', 'GET, HEAD'],
      ['OPTIONS', '/jobs', 'GET, HEAD, POST'],
      ['PROPFIND', '/jobs', 'GET, HEAD, POST'],
    ])('answers 405 to %s %s and allows %s', async (method, path, allow) => {
      const answer = await app.send(method, path.replace(':id', id));
      expect(expectProblem(answer, 405).code).toBe('request.method-not-allowed');
      expect(answer.headers.allow).toBe(allow);
    });

    it.each(['/', '/jobs', '/jobs/:id', '/stats', '/health', '/health/live', '/openapi.json'])(
      'answers HEAD %s as GET, without a body',
      async (path) => {
        const [head, get] = [await app.send('HEAD', path.replace(':id', id)), await app.get(path.replace(':id', id))];
        const own = ['date', 'x-request-id', 'connection', 'keep-alive'];
        const shared = Object.entries(get.headers).filter(([name]) => !own.includes(name));
        expect(head).toMatchObject({ status: 200, text: '', headers: Object.fromEntries(shared) });
      },
    );

    it('answers HEAD of an unknown job with 404', async () => {
      await expect(app.send('HEAD', '/jobs/nobody')).resolves.toMatchObject({ status: 404, text: '' });
    });
  });

  describe('the prefix', () => {
    it.each(['/jobs', '/jobs/:id', '/jobs/nobody', '/stats', '/health', '/health/live', '/health/ready', '/nowhere'])(
      'changes nothing of %s',
      async (path) => {
        const [plain, prefixed] = [
          await app.get(path.replace(':id', id)),
          await app.get(`/api${path.replace(':id', id)}`),
        ];
        const withoutId = (text: string): string => text.replace(/"requestId":"[^"]+"/, '');
        expect(prefixed.status).toBe(plain.status);
        expect(withoutId(prefixed.text)).toBe(withoutId(plain.text));
      },
    );

    it.each(['/docs', '/openapi.json', '/docs/swagger-ui.css'])('leads to %s, too', async (path) => {
      const [plain, prefixed] = [await app.get(path), await app.get(`/api${path}`)];
      expect([plain.status, prefixed.status]).toEqual([200, 200]);
      expect(prefixed.headers['content-type']).toBe(plain.headers['content-type']);
    });

    it.each([
      ['DELETE', '/api/jobs/nobody'],
      ['POST', '/api/jobs/nobody/cancel'],
      ['POST', '/api/jobs/nobody/retry'],
      ['POST', '/api/jobs/nobody/hallucinate'],
    ])('leads %s %s to the same route', async (method, path) => {
      expect(expectProblem(await app.send(method, path), 404).code).toBe('job.not-found');
    });
  });

  describe('security headers', () => {
    it.each([
      '/',
      '/jobs',
      '/api/jobs',
      '/jobs/nobody',
      '/nowhere',
      '/health',
      '/docs',
      '/openapi.json',
      '/jobs?limit=0',
    ])('stand on %s', async (path) => {
      const { headers } = await app.get(path);
      const policy = String(headers['content-security-policy'])
        .split(';')
        .map((rule) => rule.trim());
      expect(policy).toEqual(CSP);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    });

    it('ask for https only where the address is https', async () => {
      const secure = await startTestApp({ WORKER_ENABLED: 'false', BASE_URL: 'https://jobs.example.org' });
      const { headers } = await secure.get('/jobs');
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
      await secure.close();
    });
  });

  it.each(['/jobs', '/stats', '/'])('lets nobody keep an answer of %s without asking', async (path) => {
    await expect(app.get(path)).resolves.toMatchObject({ headers: { 'cache-control': 'no-cache' } });
  });

  it.each(['/', '/jobs', '/jobs/:id', '/jobs/nobody'])('says at %s that the answer depends on Accept', async (path) => {
    const { headers } = await app.get(path.replace(':id', id), { accept: 'application/json' });
    expect(headers).toMatchObject({ vary: 'Accept', 'content-type': expect.stringContaining('json') as string });
  });

  it.each(['/api/jobs', '/stats', '/api/', '/webhook/callback'])(
    'answers JSON at %s whatever is accepted',
    async (path) => {
      const { headers } = await app.get(path, { accept: 'text/html' });
      expect(headers['content-type']).toContain('json');
    },
  );

  it('gives every request an id of its own', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await app.get('/stats')).headers['x-request-id']),
    );
    expect(new Set(ids).size).toBe(20);
  });
});
