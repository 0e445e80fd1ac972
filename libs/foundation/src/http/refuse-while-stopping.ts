import type { FastifyInstance, FastifyRequest } from 'fastify';
import { StoppingError } from '../errors/fast-track-error';
import type { Lifecycle } from '../lifecycle';

/** Reading goes on, and so do callbacks and what workers say of their runs: runs end by them. */
function isWelcome({ method, routeOptions }: FastifyRequest): boolean {
  const { isCallback, isAboutRun } = routeOptions.config as { isCallback?: boolean; isAboutRun?: boolean };
  return method === 'GET' || method === 'HEAD' || isCallback === true || isAboutRun === true;
}

/**
 * Answers 503 to new work while the process stops. Every answer from then on, also to a request that was there before,
 * asks the caller to connect anew: to another process. A connection that is kept would hold up the stop.
 */
export function refuseWhileStopping(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  fastify.addHook('onSend', async (_request, reply, payload) => {
    if (lifecycle.isStopping) void reply.header('connection', 'close');
    return Promise.resolve(payload);
  });
  fastify.addHook('onRequest', async (request) => {
    if (lifecycle.isStopping && !isWelcome(request)) throw new StoppingError();
    return Promise.resolve();
  });
}
