import { BODY_MAX_BYTES } from '@fasttrack/contracts';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { AppConfig } from '../config/app-config';
import { PATH_PART_MAX_LENGTH } from './allowed-methods';
import { withoutPrefix } from './paths';
import type { ProblemFilter } from './problem.filter';

/** Node looks for slow requests at this interval: one may last that much longer than its limit. */
const SLOW_CHECK_MS = 1000;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP server of every process: ids for requests, limits of time and size, and problems also where Nest is not asked. */
export function createHttpAdapter({ callbackMaxBytes, http }: AppConfig, filter: ProblemFilter): FastifyAdapter {
  return new FastifyAdapter({
    rewriteUrl: (request: { url?: string }) => withoutPrefix(request.url ?? '/'),
    trustProxy: http.trustedProxies,
    bodyLimit: Math.max(BODY_MAX_BYTES, callbackMaxBytes),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node reads these when it makes the server, and not again.
    http: {
      connectionsCheckingInterval: SLOW_CHECK_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
    },
    forceCloseConnections: 'idle',
    genReqId: () => uuidv7(),
    routerOptions: { maxParamLength: PATH_PART_MAX_LENGTH },
    // A path that cannot be decoded meets no route, so no hook and no filter of Nest.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id);
      filter.catch(error, new ExecutionContextHost([request, reply]));
    },
  });
}
