import helmet from '@fastify/helmet';
import { BODY_MAX_BYTES } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { AllowedMethods, PATH_PART_MAX_LENGTH } from '@fasttrack/foundation/http/allowed-methods';
import { acceptJsonOnly } from '@fasttrack/foundation/http/json-body';
import { withoutPrefix } from '@fasttrack/foundation/http/paths';
import { ProblemFilter } from '@fasttrack/foundation/http/problem.filter';
import { answerUnchanged } from '@fasttrack/foundation/http/versioned-answers';
import { refuseWhileStopping } from '@fasttrack/foundation/http/refuse-while-stopping';
import { Lifecycle } from '@fasttrack/foundation/lifecycle';
import { createLogger } from '@fasttrack/foundation/logging/logger';
import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { Work } from '@fasttrack/queue/work';
import { demandCallbackProof } from '@fasttrack/webhook/callback-proof';
import { NestFactory } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DestinationStream } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from './app.module';
import { logRequests } from './request-log';
import { serveOpenApi } from './openapi';
import { serveWebApp } from './web-app';

/** Node looks for slow requests at this interval: one may last that much longer than its limit. */
const SLOW_CHECK_MS = 1000;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;

const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Builds the whole application without listening. Rejects with `StartError` when the store cannot be opened. */
export async function createApp(config: AppConfig, logStream?: DestinationStream): Promise<NestFastifyApplication> {
  const methods = new AllowedMethods();
  const filter = new ProblemFilter(methods);
  const adapter = new FastifyAdapter({
    rewriteUrl: (request: { url?: string }) => withoutPrefix(request.url ?? '/'),
    bodyLimit: Math.max(BODY_MAX_BYTES, config.callbackMaxBytes),
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
  const app = await NestFactory.create<NestFastifyApplication>(await AppModule.with(config), adapter, {
    bodyParser: false,
    abortOnError: false,
    // Nest's own lines about modules and routes help nobody who runs it; ours begin when it is built.
    logger: false,
  });
  app.useGlobalFilters(filter);
  await configure(app, config, methods);
  app.useLogger(createLogger(config, logStream));
  return app;
}

async function configure(app: NestFastifyApplication, config: AppConfig, methods: AllowedMethods): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  methods.watch(fastify);
  limitBodies(fastify, config);
  acceptJsonOnly(fastify);
  await fastify.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: config.http.baseUrl.startsWith('https:'),
  });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('cache-control', 'no-cache');
    return Promise.resolve();
  });
  logRequests(fastify);
  refuseWhileStopping(fastify, app.get(Lifecycle));
  demandCallbackProof(fastify, config.webhookSecrets);
  await serveWebApp(fastify);
  const figures = app.get(JobFigures);
  const clock = app.get(Clock);
  answerUnchanged(
    fastify,
    () => figures.version(),
    () => clock.now(),
  );
  serveOpenApi(app);
  fastify.addHook('onListen', () => app.get(Work, { strict: false }).start());
  await app.init();
}

/** Callbacks have a limit of their own. */
function limitBodies(fastify: FastifyInstance, config: AppConfig): void {
  fastify.addHook('onRoute', (route) => {
    const { isCallback = false }: { isCallback?: boolean } = route.config ?? {};
    route.bodyLimit = isCallback ? config.callbackMaxBytes : BODY_MAX_BYTES;
  });
}
