import type { FastifyInstance, FastifyRequest } from 'fastify';
import { StoppingError } from '../errors/fast-track-error';
import type { Lifecycle } from '../lifecycle';

/** Reading goes on, and so do callbacks: the runs that are being drained end by them. */
const isWelcome = (request: FastifyRequest): boolean =>
  request.method === 'GET' ||
  request.method === 'HEAD' ||
  (request.routeOptions.config as { isCallback?: boolean }).isCallback === true;

/** Answers 503 to new work while the process stops, and asks the caller to connect anew: to another process. */
export function refuseWhileStopping(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!lifecycle.isStopping) return;
    void reply.header('connection', 'close');
    if (!isWelcome(request)) throw new StoppingError();
    return Promise.resolve();
  });
}
