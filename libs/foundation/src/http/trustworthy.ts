import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Browsers heed these on connections that nobody can listen to, and complain about them on all others. */
const HEADERS = { 'cross-origin-opener-policy': 'same-origin', 'origin-agent-cluster': '?1' };
const LOOPBACK = /^(([^.]+\.)*localhost|127(\.\d+){3}|\[::1\])$/i;

/** Whether a browser trusts the way to this server: by HTTPS, as a trusted proxy may say, or on its own machine. */
export const isTrustworthy = ({ protocol, hostname }: Pick<FastifyRequest, 'protocol' | 'hostname'>): boolean =>
  protocol === 'https' || LOOPBACK.test(hostname);

/** Keeps pages apart from those of other origins where a browser can do so. */
export function keepOriginsApart(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (isTrustworthy(request)) void reply.headers(HEADERS);
    return Promise.resolve();
  });
}
