import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Browsers heed these on connections that nobody can listen to, and complain about them on all others. */
const HEADERS = { 'cross-origin-opener-policy': 'same-origin', 'origin-agent-cluster': '?1' };
type Connection = Pick<FastifyRequest, 'protocol' | 'hostname' | 'headers'>;
const LOOPBACK = /^(([^.]+\.)*localhost|127(\.\d+){3}|\[::1\])$/i;

/**
 * Whether a browser trusts the way to this server: by HTTPS, as any proxy may say, or on its own machine. Who claims it
 * falsely gets headers that do nothing, so no proxy need be trusted for this.
 */
export const isTrustworthy = ({ protocol, hostname, headers }: Connection): boolean =>
  protocol === 'https' || /^https\b/i.test(String(headers['x-forwarded-proto'])) || LOOPBACK.test(hostname);

/** Keeps pages apart from those of other origins where a browser can do so. */
export function keepOriginsApart(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (isTrustworthy(request)) void reply.headers(HEADERS);
    return Promise.resolve();
  });
}
