import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { hashOf } from '@fasttrack/foundation/config/read-api-keys';
import { KeyRequiredError } from '@fasttrack/foundation/errors/key.errors';
import { demandApiKey } from '@fasttrack/foundation/http/api-keys';
import { withoutPrefix } from '@fasttrack/foundation/http/paths';
import Fastify = require('fastify');
import type { FastifyInstance } from 'fastify';
import { serveWebApp } from './web-app';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PAGE = '<!doctype html><title>Fast Track</title>';
const notPage = expect.not.stringContaining(PAGE) as string;

describe('serveWebApp', () => {
  let fastify: FastifyInstance;
  let directory: string;

  const start = async (hasBuild: boolean, apiKeys: AppConfig['apiKeys'] = []): Promise<void> => {
    directory = mkdtempSync(join(tmpdir(), 'fasttrack-web-'));
    if (hasBuild) {
      mkdirSync(join(directory, 'media'));
      writeFileSync(join(directory, 'index.html'), PAGE);
      for (const name of ['main-ABCD1234.js', 'favicon.svg', 'media/inter-WXYZ9876.woff2']) {
        writeFileSync(join(directory, name), name);
      }
    }
    fastify = Fastify({ rewriteUrl: ({ url }) => withoutPrefix(url ?? '/') });
    await serveWebApp(fastify, directory);
    demandApiKey(fastify, { apiKeys, workerKey: null, environment: 'test' });
    fastify.setErrorHandler((error, _request, reply) =>
      reply.status(error instanceof KeyRequiredError ? 401 : 500).send(),
    );
    for (const path of ['/', '/jobs', '/jobs/:id', '/stats', '/docs']) fastify.get(path, () => ({ json: true }));
    fastify.post('/jobs', () => ({ json: true }));
    fastify.get('/jobs/:id/more', () => ({ json: true }));
  };
  afterEach(async () => {
    await fastify.close();
    rmSync(directory, { recursive: true });
  });

  const get = (url: string, accept?: string, method: 'GET' | 'POST' | 'HEAD' = 'GET') =>
    fastify.inject({ method, url, headers: accept === undefined ? {} : { accept } });

  it.each(['/', '/jobs', '/jobs?status=FAILED', '/jobs/new', '/jobs/019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11'])(
    'gives a browser that navigates to %s the app, to be asked for each time',
    async (url) => {
      await start(true);
      const { statusCode, body, headers } = await get(url, BROWSER);
      expect({ statusCode, body }).toEqual({ statusCode: 200, body: PAGE });
      expect(headers).toMatchObject({
        'content-type': expect.stringContaining('text/html') as string,
        'cache-control': 'no-cache',
        vary: 'Accept',
      });
    },
  );

  it.each([['application/json'], ['*/*'], ['application/json, text/plain, */*'], [undefined]])(
    'gives programs JSON at the same paths: %s',
    async (accept) => {
      await start(true);
      for (const url of ['/', '/jobs', '/jobs/an-id']) {
        const { body, headers } = await get(url, accept);
        expect({ body, vary: headers.vary }).toEqual({ body: '{"json":true}', vary: 'Accept' });
      }
    },
  );

  it.each(['/stats', '/docs', '/jobs/an-id/more', '/api/jobs', '/api/', '/api/jobs/an-id'])(
    'leaves %s to the API, for browsers too',
    async (url) => {
      await start(true);
      const { body } = await get(url, BROWSER);
      expect(body).toBe('{"json":true}');
    },
  );

  it.each(['/jbos', '/no/where/at/all', '/dashboard?range=1h', '/.env'])(
    'tells a browser at %s that nothing is there by the app, and programs by the API',
    async (url) => {
      await start(true);
      const { statusCode, body, headers } = await get(url, BROWSER);
      expect({ statusCode, body }).toEqual({ statusCode: 404, body: PAGE });
      expect(headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'Accept' });
      expect(headers).not.toHaveProperty('etag');
      expect(headers).not.toHaveProperty('last-modified');
      for (const accept of ['application/json', 'application/json, text/html;q=0.1', '*/*', undefined]) {
        const { statusCode: status, headers: plain } = await get(url, accept);
        expect([status, plain['content-type']]).toEqual([404, expect.stringContaining('json')]);
      }
      await expect(get(url, BROWSER, 'POST')).resolves.toMatchObject({ statusCode: 404, body: notPage });
    },
  );

  it.each(['/stats/more', '/docs/more', '/jobs/an-id/no-such', '/api/jbos', '/media/none.woff2'])(
    'leaves %s, where nothing is, to the API, for browsers too',
    async (url) => {
      await start(true);
      await expect(get(url, BROWSER)).resolves.toMatchObject({ statusCode: 404, body: notPage });
    },
  );

  it('leaves everything but GET to the API', async () => {
    await start(true);
    await expect(get('/jobs', BROWSER, 'POST')).resolves.toMatchObject({ body: '{"json":true}' });
  });

  it.each([
    ['/main-ABCD1234.js', 'public, max-age=31536000, immutable'],
    ['/media/inter-WXYZ9876.woff2', 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 'no-cache'],
  ])('serves %s with the cache rule "%s"', async (url, rule) => {
    await start(true);
    const { statusCode, headers } = await get(url);
    expect({ statusCode, rule: headers['cache-control'] }).toEqual({ statusCode: 200, rule });
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/media', '/missing.js', '/.env'])(
    'has nothing at %s',
    async (url) => {
      await start(true);
      await expect(get(url)).resolves.toMatchObject({ statusCode: 404 });
    },
  );

  it('asks for no API key, so that a browser has what asks a person for one', async () => {
    await start(true, [{ name: 'shop', hash: hashOf('a-key') }]);
    const statuses = async (urls: string[], accept: string): Promise<number[]> =>
      Promise.all(urls.map(async (url) => (await get(url, accept)).statusCode));
    const pages = ['/', '/jobs', '/jobs/new', '/main-ABCD1234.js', '/favicon.svg', '/media/inter-WXYZ9876.woff2'];
    await expect(statuses(pages, BROWSER)).resolves.toEqual(pages.map(() => 200));
    const api = ['/', '/jobs', '/jobs/an-id', '/stats', '/missing.js', '/index.html'];
    await expect(statuses(api, '*/*')).resolves.toEqual(api.map(() => 401));
    await expect(statuses(['/api/', '/api/jobs', '/docs'], BROWSER)).resolves.toEqual([401, 401, 401]);
  });

  it('answers browsers with JSON while there is no build', async () => {
    await start(false);
    await expect(get('/jobs', BROWSER)).resolves.toMatchObject({ statusCode: 200, body: '{"json":true}' });
    await expect(get('/jbos', BROWSER)).resolves.toMatchObject({ statusCode: 404, body: notPage });
  });
});
