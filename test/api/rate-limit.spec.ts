import type { Problem } from '@fasttrack/contracts';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const KEY = 'canary-key-of-the-shop-5c2f';
const OTHER = 'canary-key-of-the-batch-70aa';

interface Described {
  readonly content?: Record<string, { readonly example?: unknown }>;
  readonly headers?: object;
}
type Paths = Record<string, Record<string, { readonly responses: Record<string, Described> }>>;

/** Names of the operations that document this status. */
const documenting = (status: string, paths: Paths): string[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) => (responses[status] ? [`${method} ${path}`] : [])),
  );

describe('RATE_LIMIT_PER_MINUTE', () => {
  let app: TestApp;
  const start = async (env: NodeJS.ProcessEnv): Promise<void> => {
    app = await startTestApp({ WORKER_ENABLED: 'false', ...env });
  };
  afterEach(() => app.close());

  const forwarded = (address: string) => ({ 'x-forwarded-for': address });

  it('refuses with a whole problem what is too much, before anything happens', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '3' });
    await app.submit();
    const { headers } = await app.get('/jobs');
    expect(headers['ratelimit-policy']).toBe('"minute";q=3;w=60');
    expect(headers.ratelimit).toMatch(/^"minute";r=1;t=\d+$/);
    expect((await app.get<{ total: number }>('/stats')).body.total).toBe(1);

    const refused = await app.post('/jobs', { prompt: 'one too many' });
    const problem = expectProblem(refused, 429);
    expect(problem).toMatchObject({ code: 'rate.exceeded', title: 'Too Many Requests' });
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(problem.detail).toBe(`More than 3 requests in a minute; the next one is answered in ${seconds} s`);
    expect(refused.headers.ratelimit).toBe(`"minute";r=0;t=${seconds}`);
    expect((await app.get('/metrics')).text).toMatch(/^fasttrack_jobs_created_total\{.*type="prompt".*\} 1$/m);
  });

  it('leaves callbacks, probes, figures and pages alone', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '2' });
    const { id } = await app.submit();
    await app.get('/stats');
    expect((await app.get('/api/stats')).status).toBe(429);

    for (const path of ['/health', '/health/live', '/api/health/ready', '/metrics'])
      expect((await app.get(path)).status).toBe(200);
    const answer = await app.callback({ jobId: id, result: '{}' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'COMPLETED' } });
    expect(answer.headers).not.toHaveProperty('ratelimit');
    expect((await app.post('/webhook/callback', { jobId: id, result: '{}' })).status).toBe(401);
  });

  it('counts each API key by its name, and wrong keys by their address', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '2', API_KEYS: `shop:${KEY},batch:${OTHER}` });
    const statuses = async (key: string, count: number): Promise<number[]> => {
      const answers = await Promise.all(Array.from({ length: count }, () => app.get('/stats', { 'x-api-key': key })));
      return answers.map(({ status }) => status).sort();
    };
    await expect(statuses(KEY, 4)).resolves.toEqual([200, 200, 429, 429]);
    await expect(statuses('canary-of-a-guess', 4)).resolves.toEqual([401, 401, 429, 429]);
    await expect(statuses(OTHER, 2)).resolves.toEqual([200, 200]);
  });

  it('takes the address from as many proxies as TRUST_PROXY says', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY: '2' });
    const chain = (client: string) => forwarded(`203.0.113.99, ${client}, 10.0.0.7`);
    expect((await app.get('/stats', chain('198.51.100.1'))).status).toBe(200);
    expect((await app.get('/stats', chain('198.51.100.2'))).status).toBe(200);
    expect((await app.get('/stats', chain('198.51.100.1'))).status).toBe(429);
  });

  it('believes no forwarded address by default', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '1' });
    expect((await app.get('/stats', forwarded('198.51.100.1'))).status).toBe(200);
    expect((await app.get('/stats', forwarded('198.51.100.2'))).status).toBe(429);
  });

  it('documents the refusal where it can happen, with what is really answered', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '2' });
    const { paths } = (await app.get<{ paths: Paths }>('/openapi.json')).body;
    await app.get('/stats');
    const refused = await app.get<Problem>('/stats');
    const described = paths['/jobs']?.post?.responses['429'];
    const example = described?.content?.['application/problem+json']?.example as Problem;
    const blank = ({ detail, ...problem }: Problem) => ({
      ...problem,
      detail: detail.replace(/\d+/g, 'N'),
      error: '',
      requestId: '',
    });
    expect(blank(example)).toEqual(blank(refused.body));
    expect(Object.keys(described?.headers ?? {})).toEqual(['Retry-After', 'RateLimit', 'RateLimit-Policy']);

    const all = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const free = all.filter((name) => !documenting('429', paths).includes(name)).sort();
    expect(free).toEqual([
      'get /health',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'post /jobs/webhook/callback',
      'post /jobs/webhook/callback/{token}',
      'post /webhook/callback',
      'post /webhook/callback/{token}',
    ]);
  });

  it('neither counts nor is documented when it is off', async () => {
    await start({});
    const { paths } = (await app.get<{ paths: Paths }>('/openapi.json')).body;
    expect(documenting('429', paths)).toEqual([]);
    expect((await app.get('/stats')).headers).not.toHaveProperty('ratelimit');
  });
});
