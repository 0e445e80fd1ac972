import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { isTrustworthy, keepOriginsApart } from './trustworthy';

it('trusts HTTPS, and the own machine by any of its names', () => {
  const names = ['localhost', 'app.localhost', '127.0.0.1', '127.8.8.8', '[::1]'];
  for (const hostname of names)
    expect([hostname, isTrustworthy({ protocol: 'http', hostname, headers: {} })]).toEqual([hostname, true]);
  const others = ['fasttrack.example', '127.0.0.1.example', 'localhost.example', 'mylocalhost', '10.0.0.7', ''];
  for (const hostname of others) {
    expect([hostname, isTrustworthy({ protocol: 'http', hostname, headers: {} })]).toEqual([hostname, false]);
    expect(isTrustworthy({ protocol: 'https', hostname, headers: {} })).toBe(true);
  }
});

describe('headers that keep origins apart', () => {
  let fastify: FastifyInstance;
  const headersFor = async (headers: Record<string, string>, trustProxy = 0): Promise<unknown[]> => {
    fastify = Fastify({ trustProxy });
    keepOriginsApart(fastify);
    fastify.get('/', () => 'page');
    const { headers: got } = await fastify.inject({ url: '/', headers });
    return [got['cross-origin-opener-policy'], got['origin-agent-cluster']];
  };
  const SENT = ['same-origin', '?1'];
  const NONE = [undefined, undefined];
  const SECURE = { host: 'fasttrack.example', 'x-forwarded-proto': 'https' };

  afterEach(() => fastify.close());

  it('are for the own machine, with a port or without', async () => {
    await expect(headersFor({ host: 'localhost:3000' })).resolves.toEqual(SENT);
    await expect(headersFor({ host: '[::1]:3000' })).resolves.toEqual(SENT);
  });

  it('are not for a name that is reached by plain HTTP', async () => {
    await expect(headersFor({ host: 'fasttrack.example' })).resolves.toEqual(NONE);
  });

  it('are for HTTPS that ends at a proxy, trusted or not: they do no harm to who lies', async () => {
    await expect(headersFor(SECURE, 1)).resolves.toEqual(SENT);
    await expect(headersFor(SECURE)).resolves.toEqual(SENT);
    await expect(headersFor({ ...SECURE, 'x-forwarded-proto': 'http' })).resolves.toEqual(NONE);
  });
});
