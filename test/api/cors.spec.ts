import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const OURS = 'https://app.example.org';
const SECOND = 'http://localhost:5173';
const THEIRS = 'https://elsewhere.example';
const KEY = 'canary-key-of-the-shop-8d41';

const from = (origin: string) => ({ origin });
const preflight = (origin: string, method = 'POST') => ({
  origin,
  'access-control-request-method': method,
  'access-control-request-headers': 'authorization,content-type',
});
const varyOf = ({ headers }: { readonly headers: Record<string, string | string[] | undefined> }): string[] =>
  [headers.vary ?? []].flat().join(', ').split(', ').sort();

describe('CORS_ORIGINS', () => {
  let app: TestApp;
  const start = async (env: NodeJS.ProcessEnv): Promise<void> => {
    app = await startTestApp({ WORKER_ENABLED: 'false', ...env });
  };
  afterEach(() => app.close());

  describe('with two origins', () => {
    beforeEach(() => start({ CORS_ORIGINS: `${OURS}, ${SECOND}`, API_KEYS: `shop:${KEY}` }));

    it.each([OURS, SECOND])(
      'lets pages of %s in by a key, and lets them read the headers of an answer',
      async (origin) => {
        const answer = await app.get('/jobs', { ...from(origin), 'x-api-key': KEY });
        expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } });
        const exposed = String(answer.headers['access-control-expose-headers']).split(', ');
        expect(exposed).toEqual([
          'ETag',
          'Idempotent-Replayed',
          'Link',
          'Location',
          'Preference-Applied',
          'RateLimit',
          'RateLimit-Policy',
          'Retry-After',
          'X-Partial',
          'X-Request-Id',
          'X-Total-Count',
          'X-Total-Count-Capped',
        ]);
        expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
      },
    );

    it.each([THEIRS, `${OURS}.evil.example`, 'https://app.example.org:8443', 'http://app.example.org', 'null'])(
      'says nothing that would let pages of %s read an answer',
      async (origin) => {
        for (const answer of [
          await app.get('/jobs', { ...from(origin), 'x-api-key': KEY }),
          await app.send('OPTIONS', '/jobs', { headers: preflight(origin) }),
        ])
          expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      },
    );

    it.each(['/jobs', '/api/jobs', '/jobs/an-id/cancel', '/stats'])(
      'answers the preflight of %s, which carries no key',
      async (path) => {
        const answer = await app.send('OPTIONS', path, { headers: preflight(OURS) });
        expect(answer).toMatchObject({
          status: 204,
          text: '',
          headers: {
            'access-control-allow-origin': OURS,
            'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE',
            'access-control-allow-headers': 'authorization,content-type',
            'access-control-max-age': '600',
          },
        });
      },
    );

    it('lets a page read a refusal', async () => {
      const answer = await app.get('/jobs', from(OURS));
      expectProblem(answer, 401);
      expect(answer.headers['access-control-allow-origin']).toBe(OURS);
    });

    it('tells caches that answers differ by origin, and pages by what they accept', async () => {
      expect(varyOf(await app.get('/stats', { 'x-api-key': KEY }))).toEqual(['Origin']);
      expect(varyOf(await app.get('/jobs', { 'x-api-key': KEY, ...from(OURS) }))).toEqual(['Accept', 'Origin']);
    });

    it('keeps an OPTIONS request that is no preflight out without a key, and answers 405 with one', async () => {
      expectProblem(await app.send('OPTIONS', '/jobs', { headers: from(OURS) }), 401);
      const answer = await app.send('OPTIONS', '/jobs', { headers: { 'x-api-key': KEY } });
      expectProblem(answer, 405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
      expectProblem(await app.send('OPTIONS', '/nowhere', { headers: { 'x-api-key': KEY } }), 404);
    });

    it('lets a page read an answer that says that nothing changed', async () => {
      const headers = { ...from(OURS), 'x-api-key': KEY };
      const { etag } = (await app.get('/stats', headers)).headers;
      if (etag === undefined) throw new TypeError('there is no tag');
      const answer = await app.get('/stats', { ...headers, 'if-none-match': String(etag) });
      expect(answer).toMatchObject({ status: 304, headers: { 'access-control-allow-origin': OURS } });
    });
  });

  it('lets every page in where * says so', async () => {
    await start({ CORS_ORIGINS: '*' });
    for (const origin of [OURS, THEIRS])
      expect((await app.get('/stats', from(origin))).headers['access-control-allow-origin']).toBe('*');
  });

  it('does not count preflights', async () => {
    await start({ CORS_ORIGINS: OURS, RATE_LIMIT_PER_MINUTE: '1' });
    for (let round = 0; round < 3; round++)
      expect((await app.send('OPTIONS', '/jobs', { headers: preflight(OURS) })).status).toBe(204);
    expect((await app.get('/stats', from(OURS))).status).toBe(200);
    const refused = await app.get('/stats', from(OURS));
    expect(refused).toMatchObject({ status: 429, headers: { 'access-control-allow-origin': OURS } });
  });

  it('is closed by default', async () => {
    await start({});
    expect((await app.get('/jobs', from(OURS))).headers).not.toHaveProperty('access-control-allow-origin');
    expectProblem(await app.send('OPTIONS', '/jobs', { headers: preflight(OURS) }), 405);
  });
});
