import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { hasPrefix, pathOf } from '@fasttrack/foundation/http/paths';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ROOT } from '@fasttrack/foundation/process/version';

const DIRECTORY = join(ROOT, 'dist/web');
/** Paths that are a page for a browser and a resource for a program. */
const PAGES = [/^\/$/, /^\/jobs$/, /^\/jobs\/[^/]+$/];

const UNCACHED = { cacheControl: false };

const isPage = (request: FastifyRequest): boolean =>
  !hasPrefix(request) && PAGES.some((page) => page.test(pathOf(request)));
const wantsPage = ({ method, headers: { accept = '' } }: FastifyRequest): boolean =>
  method === 'GET' && accept.includes('text/html') && !accept.includes('json');

const firstPart = (path: string): string => path.split('/')[1] ?? '';

/** Learns the routes that are added from now on, and tells addresses that belong neither to the API nor to a file. */
function watchRoutes(fastify: FastifyInstance): (request: FastifyRequest) => boolean {
  const taken = new Set<string>();
  fastify.addHook('onRoute', ({ url }) => {
    taken.add(firstPart(url));
  });
  return (request) => request.is404 && !hasPrefix(request) && !taken.has(firstPart(pathOf(request)));
}

/**
 * Serves the web app that was built into `directory`: a browser that navigates to one of its pages gets the app,
 * everything else the API. An address of neither is the app's to say so, with status 404. Without a build the API
 * answers browsers too.
 */
export async function serveWebApp(fastify: FastifyInstance, directory = DIRECTORY): Promise<void> {
  const isNowhere = watchRoutes(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    const isLost = isNowhere(request);
    if (!isLost && !isPage(request)) return;
    const others = [reply.getHeader('vary') ?? []].flat();
    void reply.header('vary', [...others, 'Accept'].join(', ')).header('cache-control', 'no-cache');
    if (!wantsPage(request) || !existsSync(join(directory, 'index.html'))) return;
    // With a validator, a second visit would get the empty answer of a page that has not changed.
    if (isLost) await reply.code(404).sendFile('index.html', { ...UNCACHED, etag: false, lastModified: false });
    else await reply.sendFile('index.html', UNCACHED);
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
