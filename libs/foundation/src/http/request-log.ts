import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Writes a line for each answered callback; other requests only at level debug: a poll every two seconds says nothing. */
export function logRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Http');
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown route';
    const line = {
      msg: `${request.method} ${route}`,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      requestId: request.id,
    };
    if ((request.routeOptions.config as { isCallback?: boolean }).isCallback) logger.log(line);
    else logger.debug(line);
    done();
  });
}
