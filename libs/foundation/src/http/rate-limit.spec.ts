import Fastify = require('fastify');
import type { FastifyInstance } from 'fastify';
import { hashOf } from '../config/read-api-keys';
import type { FastTrackError } from '../errors/fast-track-error';
import { demandApiKey, recogniseApiKey } from './api-keys';
import { limitRate } from './rate-limit';

const KEY = 'key-of-the-shop';
const OTHER = 'key-of-the-batch';
const API_KEYS = [
  { name: 'shop', hash: hashOf(KEY) },
  { name: 'batch', hash: hashOf(OTHER) },
];

describe('limitRate', () => {
  let fastify: FastifyInstance;
  let now: number;
  beforeEach(() => {
    now = Date.parse('2026-01-22T10:00:00Z');
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await fastify.close();
  });

  const start = async (requestsPerMinute: number, apiKeys: typeof API_KEYS = [], trustProxy = 0): Promise<void> => {
    fastify = Fastify({ trustProxy });
    recogniseApiKey(fastify, { apiKeys, workerKey: null });
    await limitRate(fastify, { http: { requestsPerMinute }, apiKeys });
    demandApiKey(fastify, { apiKeys, workerKey: null, environment: 'development' });
    fastify.setErrorHandler<FastTrackError>((error, _request, reply) =>
      reply.status(error.code === 'rate.exceeded' ? 429 : 401).send({ code: error.code, message: error.message }),
    );
    for (const url of ['/jobs', '/jobs/:id', '/metrics', '/health', '/health/live']) fastify.get(url, () => ({}));
    fastify.post('/callback', { config: { isCallback: true } }, () => ({}));
    fastify.get('/main.js', { config: { isOpen: true } }, () => 'script');
  };

  const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '192.0.2.1') =>
    fastify.inject({ url, headers, remoteAddress });
  const statusOf = async (...args: Parameters<typeof get>): Promise<number> => (await get(...args)).statusCode;
  const left = async (...args: Parameters<typeof get>): Promise<unknown> => (await get(...args)).headers.ratelimit;

  it('says what is left, then refuses, then begins anew when the minute is over', async () => {
    await start(2);
    const first = await get('/jobs');
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"minute";q=2;w=60', ratelimit: '"minute";r=1;t=60' });
    expect(first.headers).not.toHaveProperty('retry-after');
    now += 20_500;
    await expect(left('/jobs/an-id')).resolves.toBe('"minute";r=0;t=40');
    const refused = await get('/jobs');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({ ratelimit: '"minute";r=0;t=40', 'retry-after': '40' });
    expect(refused.json()).toEqual({
      code: 'rate.exceeded',
      message: 'More than 2 requests in a minute; the next one is answered in 40 s',
    });
    now += 39_499;
    await expect(statusOf('/jobs')).resolves.toBe(429);
    now += 1;
    await expect(left('/jobs')).resolves.toBe('"minute";r=1;t=60');
  });

  it('keeps the refused waiting no longer for asking again', async () => {
    await start(1);
    for (let second = 0; second < 59; second++) {
      await get('/jobs');
      now += 1000;
    }
    await expect(statusOf('/jobs')).resolves.toBe(429);
    now += 1000;
    await expect(statusOf('/jobs')).resolves.toBe(200);
  });

  it('counts addresses apart, and those of one IPv6 network together', async () => {
    await start(1);
    for (const address of ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:1::1'])
      await expect(statusOf('/jobs', {}, address)).resolves.toBe(200);
    for (const address of ['192.0.2.1', '::ffff:192.0.2.2', '2001:db8::2', '2001:db8:0:1:ffff::9'])
      await expect(statusOf('/jobs', {}, address)).resolves.toBe(429);
  });

  it('counts keys apart, from whatever address they come', async () => {
    await start(2, API_KEYS);
    await expect(left('/jobs', { 'x-api-key': KEY }, '192.0.2.1')).resolves.toMatch(/r=1/);
    await expect(left('/jobs', { authorization: `Bearer ${KEY}` }, '192.0.2.2')).resolves.toMatch(/r=0/);
    await expect(statusOf('/jobs', { 'x-api-key': KEY }, '192.0.2.3')).resolves.toBe(429);
    await expect(left('/jobs', { 'x-api-key': OTHER }, '192.0.2.1')).resolves.toMatch(/r=1/);
  });

  it('stops who guesses keys, also where figures are, and nobody else at that address', async () => {
    await start(2, API_KEYS);
    await expect(statusOf('/jobs', { 'x-api-key': 'guess-1' })).resolves.toBe(401);
    await expect(statusOf('/metrics', { 'x-api-key': 'guess-2' })).resolves.toBe(401);
    for (const url of ['/jobs', '/metrics', '/nothing'])
      await expect(statusOf(url, { 'x-api-key': 'guess-3' })).resolves.toBe(429);
    await expect(statusOf('/jobs', { 'x-api-key': KEY })).resolves.toBe(200);
  });

  it.each([
    ['/metrics', {}],
    ['/health', {}],
    ['/health/live', {}],
    ['/main.js', {}],
  ])('neither counts nor limits %s', async (url) => {
    await start(1);
    for (let round = 0; round < 3; round++) {
      const { statusCode, headers } = await get(url);
      expect(statusCode).toBe(200);
      expect(headers).not.toHaveProperty('ratelimit');
    }
    await expect(statusOf('/jobs')).resolves.toBe(200);
  });

  it('lets every callback through, and figures by a key', async () => {
    await start(1, API_KEYS);
    for (let round = 0; round < 3; round++) {
      expect((await fastify.inject({ method: 'POST', url: '/callback' })).statusCode).toBe(200);
      await expect(statusOf('/metrics', { 'x-api-key': KEY })).resolves.toBe(200);
    }
  });

  it('counts what leads nowhere', async () => {
    await start(1);
    await expect(statusOf('/nothing')).resolves.toBe(404);
    await expect(statusOf('/nothing')).resolves.toBe(429);
  });

  it('believes nobody about the address unless told so', async () => {
    await start(1);
    await expect(statusOf('/jobs', { 'x-forwarded-for': '198.51.100.1' })).resolves.toBe(200);
    await expect(statusOf('/jobs', { 'x-forwarded-for': '198.51.100.2' })).resolves.toBe(429);
  });

  it('believes as many proxies as stand before it, and nothing that a caller wrote', async () => {
    await start(1, [], 1);
    await expect(statusOf('/jobs', { 'x-forwarded-for': '198.51.100.1' })).resolves.toBe(200);
    await expect(statusOf('/jobs', { 'x-forwarded-for': '198.51.100.2' })).resolves.toBe(200);
    await expect(statusOf('/jobs', { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' })).resolves.toBe(429);
  });

  it('is not there when it is off', async () => {
    await start(0);
    const { headers } = await get('/jobs');
    expect(Object.keys(headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });
});
