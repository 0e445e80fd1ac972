import type { JobView } from '@fasttrack/contracts';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const WORKER_KEY = 'canary-key-of-the-workers-77aa';
const API_KEY = 'canary-key-of-the-shop-1b7e';
const OUTSIDE = { WORKER_ENABLED: 'false' };
const CALLS = ['/process', '/api/process', '/complete/an-id', '/fail/an-id', '/heartbeat/an-id'];
const WAYS: readonly Record<string, string>[] = [
  { 'x-worker-key': WORKER_KEY },
  { 'x-api-key': WORKER_KEY },
  { authorization: `Bearer ${WORKER_KEY}` },
];

interface Description {
  readonly paths: Record<string, Record<string, { readonly security?: readonly object[] }>>;
  readonly components: { readonly securitySchemes?: object };
}

async function statusesOf(app: TestApp, headers: Record<string, string>): Promise<number[]> {
  const answers = await Promise.all(CALLS.map((path) => app.post(path, {}, headers)));
  return answers.map(({ status }) => status);
}
const OPEN = [204, 204, 404, 404, 404];
const SHUT = [401, 401, 401, 401, 401];

describe('the key of the workers', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ ...OUTSIDE, WORKER_API_KEY: WORKER_KEY, API_KEYS: `shop:${API_KEY}` });
  });
  afterAll(async () => {
    const leaks = app.logs.filter((line) => line.includes(WORKER_KEY) || line.includes(API_KEY));
    await app.close();
    expect(leaks).toEqual([]);
  });

  it.each(WAYS)('opens what workers call: %j', async (headers) => {
    await expect(statusesOf(app, headers)).resolves.toEqual(OPEN);
  });

  it.each<Record<string, string>>([{ 'x-api-key': API_KEY }, { authorization: `Bearer ${API_KEY}` }])(
    'may be a key of the API as well: %j',
    async (headers) => {
      await expect(statusesOf(app, headers)).resolves.toEqual(OPEN);
    },
  );

  it.each(WAYS)('opens nothing else: %j', async (headers) => {
    for (const path of ['/jobs', '/stats', '/metrics', '/openapi.json', '/nothing'])
      expectProblem(await app.get(path, headers), 401);
    expectProblem(await app.post('/jobs', { prompt: 'hello' }, headers), 401);
    expectProblem(await app.get('/process', headers), 401);
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'key.required'],
    [{ 'x-worker-key': '' }, 'key.required'],
    [{ 'x-shared-secret': WORKER_KEY }, 'key.required'],
    [{ 'x-worker-key': `${WORKER_KEY}x` }, 'key.unknown'],
    [{ 'x-worker-key': WORKER_KEY.toUpperCase() }, 'key.unknown'],
    [{ authorization: 'Bearer wrong' }, 'key.unknown'],
  ])('is asked for before a body is read: %j', async (headers, code) => {
    const { id } = (await app.post<JobView>('/jobs', { prompt: 'hello' }, { 'x-api-key': API_KEY })).body;
    await expect(statusesOf(app, headers)).resolves.toEqual(SHUT);
    const answer = await app.send('POST', '/process', {
      body: '{"wait":',
      headers: { 'content-type': 'application/json', ...headers },
    });
    const problem = expectProblem(answer, 401);
    expect(problem.code).toBe(code);
    expect(problem.detail).toMatch(code === 'key.required' ? /send it as X-Worker-Key/ : /neither WORKER_API_KEY nor/);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="Fast Track"/);
    await app.send('DELETE', `/jobs/${id}`, { headers: { 'x-api-key': API_KEY } });
  });

  it('is described where it opens', async () => {
    const { paths, components } = (await app.get<Description>('/openapi.json', { 'x-api-key': API_KEY })).body;
    expect(components.securitySchemes).toMatchObject({ worker: { in: 'header', name: 'X-Worker-Key' } });
    const either = [{ bearer: [] }, { header: [] }];
    expect(paths['/jobs']?.post?.security).toEqual(either);
    for (const path of ['/process', '/complete/{id}', '/fail/{id}', '/heartbeat/{id}'])
      expect(paths[path]?.post?.security).toEqual([...either, { worker: [] }]);
  });
});

describe('the calls of workers', () => {
  const statuses = async (env: NodeJS.ProcessEnv, headers: Record<string, string> = {}): Promise<number[]> => {
    const app = await startTestApp({ ...OUTSIDE, ...env });
    const all = await statusesOf(app, headers);
    await app.close();
    return all;
  };

  it('are open in development while no key is set', async () => {
    await expect(statuses({ NODE_ENV: 'development' })).resolves.toEqual(OPEN);
  });

  it('need the key of the workers where it is set, also while the rest is open', async () => {
    await expect(statuses({ WORKER_API_KEY: WORKER_KEY })).resolves.toEqual(SHUT);
    await expect(statuses({ WORKER_API_KEY: WORKER_KEY }, WAYS[0])).resolves.toEqual(OPEN);
  });

  it('need a key of the API in development where only such are set', async () => {
    await expect(statuses({ API_KEYS: `shop:${API_KEY}` })).resolves.toEqual(SHUT);
    await expect(statuses({ API_KEYS: `shop:${API_KEY}` }, { 'x-api-key': API_KEY })).resolves.toEqual(OPEN);
  });

  it('are closed in production without WORKER_API_KEY, in words, and open by it', async () => {
    const production = { ...OUTSIDE, NODE_ENV: 'production' };
    const app = await startTestApp({ ...production, API_KEYS: `shop:${API_KEY}` });
    const callers: Record<string, string>[] = [{}, { 'x-api-key': API_KEY }];
    for (const headers of callers) {
      const answer = await app.post('/process', {}, headers);
      expect(expectProblem(answer, 401).detail).toMatch(/closed in production while WORKER_API_KEY is not set/);
    }
    await app.close();
    await expect(statuses(production)).resolves.toEqual(SHUT);
    await expect(statuses({ ...production, WORKER_API_KEY: WORKER_KEY }, WAYS[0])).resolves.toEqual(OPEN);
  });
});
