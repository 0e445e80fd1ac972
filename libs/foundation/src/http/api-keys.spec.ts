import Fastify = require('fastify');
import type { FastifyInstance } from 'fastify';
import type { AppConfig } from '../config/app-config';
import { hashOf } from '../config/read-api-keys';
import type { FastTrackError } from '../errors/fast-track-error';
import { demandApiKey } from './api-keys';

const KEY = 'key-of-the-shop';
const OTHER = 'key-of-the-batch';
const API_KEYS = [
  { name: 'shop', hash: hashOf(KEY) },
  { name: 'batch', hash: hashOf(OTHER) },
];

describe('demandApiKey', () => {
  let fastify: FastifyInstance;
  let runs: number;

  const start = (config: Partial<Pick<AppConfig, 'apiKeys' | 'environment'>> = {}): void => {
    runs = 0;
    fastify = Fastify();
    demandApiKey(fastify, { apiKeys: API_KEYS, workerKey: null, environment: 'development', ...config });
    fastify.setErrorHandler<FastTrackError>((error, _request, reply) =>
      reply.status(401).send({ code: error.code, message: error.message }),
    );
    for (const url of ['/jobs', '/jobs/:id', '/docs', '/docs/*', '/openapi.json', '/metrics', '/documents'])
      fastify.get(url, ({ apiKeyName }) => ({ apiKeyName, runs: ++runs }));
    fastify.post('/callback', { config: { isCallback: true } }, ({ apiKeyName }) => ({ apiKeyName }));
    fastify.get('/main.js', { config: { isOpen: true } }, () => 'script');
    for (const url of ['/health', '/health/live', '/healthy']) fastify.get(url, () => ({}));
  };
  afterEach(() => fastify.close());

  const get = (
    url: string,
    headers: Record<string, string> = {},
    method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS' = 'GET',
  ) => fastify.inject({ method, url, headers });
  const statusOf = async (...args: Parameters<typeof get>): Promise<number> => (await get(...args)).statusCode;

  it.each([
    [{ authorization: `Bearer ${KEY}` }, 'shop'],
    [{ authorization: `bearer   ${OTHER}` }, 'batch'],
    [{ 'x-api-key': KEY }, 'shop'],
    [{ authorization: 'Basic dXNlcjpwYXNz', 'x-api-key': OTHER }, 'batch'],
    [{ authorization: 'Bearer wrong', 'x-api-key': OTHER }, 'batch'],
    [{ authorization: `Bearer ${OTHER}`, 'x-api-key': KEY }, 'batch'],
  ])('lets %j pass and tells the name of its key', async (headers, name) => {
    start();
    const answer = await get('/jobs', headers);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ apiKeyName: name });
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'key.required'],
    [{ authorization: '' }, 'key.required'],
    [{ authorization: KEY }, 'key.required'],
    [{ authorization: 'Bearer' }, 'key.required'],
    [{ authorization: `Basic ${KEY}` }, 'key.required'],
    [{ 'x-api-key': '' }, 'key.required'],
    [{ cookie: `x-api-key=${KEY}` }, 'key.required'],
    [{ 'x-worker-key': KEY }, 'key.required'],
    [{ authorization: `Bearer ${KEY}x` }, 'key.unknown'],
    [{ authorization: `Bearer ${KEY.toUpperCase()}` }, 'key.unknown'],
    [{ 'x-api-key': KEY.slice(1) }, 'key.unknown'],
    [{ 'x-api-key': `shop:${KEY}` }, 'key.unknown'],
    [{ 'x-api-key': `${KEY}, ${OTHER}` }, 'key.unknown'],
    [{ 'x-api-key': hashOf(KEY).toString('hex') }, 'key.unknown'],
  ])('stops %j with a challenge, before anything runs', async (headers, code) => {
    start();
    const answer = await get('/jobs', headers);
    expect({ status: answer.statusCode, runs }).toEqual({ status: 401, runs: 0 });
    expect(answer.json()).toMatchObject({ code });
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer realm="Fast Track"${code === 'key.unknown' ? ', error="invalid_token"' : ''}`,
    );
    expect(answer.body).not.toContain(KEY);
  });

  it.each([
    '/jobs?api_key=key-of-the-shop',
    '/%6aobs',
    '/jobs/an-id',
    '/nothing',
    '/JOBS',
    '/jobs/',
    '//jobs',
    '/healthy',
    '/health/',
    '/HEALTH',
    '/health/other',
    '/health/../jobs',
    '/health%2flive',
    '/main.js/',
    '/MAIN.JS',
    '/callback',
    '/docs',
    '/metrics',
  ])('keeps %s shut without a key', async (url) => {
    start();
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) expect(await statusOf(url, {}, method)).toBe(401);
  });

  it('answers for unknown paths and methods as ever to those who have a key', async () => {
    start();
    const headers = { 'x-api-key': KEY };
    await expect(statusOf('/nothing', headers)).resolves.toBe(404);
    await expect(statusOf('/jobs', headers, 'POST')).resolves.toBe(404);
    await expect(statusOf('/jobs', headers, 'HEAD')).resolves.toBe(200);
  });

  it('asks neither callbacks nor probes nor files of the app for a key', async () => {
    start();
    await expect(statusOf('/callback', {}, 'POST')).resolves.toBe(200);
    for (const url of ['/health', '/health/live', '/he%61lth', '/main.js']) {
      await expect(statusOf(url)).resolves.toBe(200);
      await expect(statusOf(url, {}, 'HEAD')).resolves.toBe(200);
    }
    expect((await get('/callback', { 'x-api-key': KEY }, 'POST')).json()).toEqual({ apiKeyName: null });
  });

  it.each(['development', 'test'] as const)('leaves all open in %s without keys', async (environment) => {
    start({ apiKeys: [], environment });
    for (const url of ['/jobs', '/docs', '/docs/x.js', '/openapi.json', '/metrics'])
      await expect(statusOf(url)).resolves.toBe(200);
    await expect(statusOf('/nothing')).resolves.toBe(404);
  });

  it.each(['/docs', '/docs/', '/docs/x.js', '/d%6fcs', '/openapi.json', '/metrics'])(
    'keeps %s closed in production without keys and says how to open it',
    async (url) => {
      start({ apiKeys: [], environment: 'production' });
      const answer = await get(url, { 'x-api-key': KEY });
      expect({ status: answer.statusCode, runs }).toEqual({ status: 401, runs: 0 });
      expect(answer.json()).toMatchObject({
        code: 'key.required',
        message: expect.stringContaining('API_KEYS') as string,
      });
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="Fast Track"');
    },
  );

  it('leaves the rest open in production without keys', async () => {
    start({ apiKeys: [], environment: 'production' });
    for (const url of ['/jobs', '/documents', '/main.js', '/health']) await expect(statusOf(url)).resolves.toBe(200);
  });

  it('opens docs and figures in production to those who have a key', async () => {
    start({ environment: 'production' });
    for (const url of ['/docs', '/openapi.json', '/metrics'])
      await expect(statusOf(url, { 'x-api-key': KEY })).resolves.toBe(200);
  });
});
