import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { hasPrefix, pathOf } from '@fasttrack/foundation/http/paths';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ROOT } from '@fasttrack/foundation/process/version';

const DIRECTORY = join(ROOT, 'dist/web');
/** Paths that are a page for a browser and a resource for a program. */
const PAGES = [/^\/$/, /^\/jobs$/, /^\/jobs\/[^/]+$/];

const isPage = (request: FastifyRequest): boolean =>
  !hasPrefix(request) && PAGES.some((page) => page.test(pathOf(request)));
const wantsPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');

/**
 * Serves the web app that was built into `directory`: a browser that navigates to one of its pages gets the app,
 * everything else the API. Without a build the API answers browsers too.
 */
export async function serveWebApp(fastify: FastifyInstance, directory = DIRECTORY): Promise<void> {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isPage(request)) return;
    const others = [reply.getHeader('vary') ?? []].flat();
    void reply.header('vary', [...others, 'Accept'].join(', ')).header('cache-control', 'no-cache');
    if (wantsPage(request) && existsSync(join(directory, 'index.html')))
      await reply.sendFile('index.html', { cacheControl: false });
  });
  await fastify.register(fastifyStatic, { root: directory, serve: false });
  await fastify.register((files) => serveFiles(files, directory));
}

/** Everybody may read them: what a browser needs before it can be asked for an API key. */
async function serveFiles(fastify: FastifyInstance, directory: string): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    route.config = Object.assign({}, route.config, { isOpen: true });
  });
  await fastify.register(fastifyStatic, {
    root: directory,
    decorateReply: false,
    index: false,
    wildcard: false,
    globIgnore: ['index.html'],
    setHeaders: (response, path) => {
      const isHashed = /-[A-Z0-9]{8}\.\w+$/.test(path);
      if (!path.endsWith('index.html'))
        void response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
