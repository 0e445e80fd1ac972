import type { FastifyInstance, FastifyRequest } from 'fastify';
import { StoppingError } from '../errors/fast-track-error';
import type { Lifecycle } from '../lifecycle';

/** Reading goes on, and so do callbacks and what workers say of their runs: runs end by them. */
function isWelcome({ method, routeOptions }: FastifyRequest): boolean {
  const { isCallback, isAboutRun } = routeOptions.config as { isCallback?: boolean; isAboutRun?: boolean };
  return method === 'GET' || method === 'HEAD' || isCallback === true || isAboutRun === true;
}

/** Answers 503 to new work while the process stops, and asks the caller to connect anew: to another process. */
export function refuseWhileStopping(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!lifecycle.isStopping) return;
    void reply.header('connection', 'close');
    if (!isWelcome(request)) throw new StoppingError();
    return Promise.resolve();
  });
}
