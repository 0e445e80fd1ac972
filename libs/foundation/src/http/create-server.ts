import helmet from '@fastify/helmet';
import { BATCH_MAX_BYTES, BODY_MAX_BYTES } from '@fasttrack/contracts';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import type { AppConfig } from '../config/app-config';
import { Lifecycle } from '../lifecycle';
import type { ProcessName } from '../logging/logger';
import { createLogger } from '../logging/logger';
import { scopeRequests } from '../logging/request-scope';
import { startLogger } from '../logging/start-logger';
import { Metrics } from '../metrics/metrics';
import { AllowedMethods } from './allowed-methods';
import { allowOrigins } from './cors';
import { createHttpAdapter } from './http-adapter';
import { acceptJsonOnly } from './json-body';
import { ProblemFilter } from './problem.filter';
import { refuseWhileStopping } from './refuse-while-stopping';
import { logRequests } from './request-log';
import { measureRequests } from './request-metrics';
import { keepOriginsApart } from './trustworthy';

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

/** One kind of process as its composition root describes it. */
export interface ServerPlan {
  readonly process: ProcessName;
  readonly module: DynamicModule;
  readonly config: AppConfig;
  /** Adds hooks and routes of this kind, before Nest adds those of its controllers. */
  readonly extend: (app: NestFastifyApplication, fastify: FastifyInstance) => Promise<void> | void;
  /** Where log lines go instead of the standard output. */
  readonly logStream?: DestinationStream | undefined;
}

/**
 * Builds an application without listening: problems, request ids, limits and security headers are the same in every
 * process. Rejects with `StartError` when the store cannot be opened.
 */
export async function createServer(plan: ServerPlan): Promise<NestFastifyApplication> {
  const { module, config, extend } = plan;
  const logger = createLogger(config, { process: plan.process, ...(plan.logStream && { stream: plan.logStream }) });
  const methods = new AllowedMethods();
  const filter = new ProblemFilter(methods);
  const adapter = createHttpAdapter(config, filter);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: startLogger(logger),
  });
  app.useGlobalFilters(filter);
  const fastify = adapter.getInstance();
  methods.watch(fastify);
  answerProblems(fastify, filter);
  await protect(fastify, config);
  scopeRequests(fastify);
  logRequests(fastify);
  measureRequests(fastify, app.get(Metrics));
  refuseWhileStopping(fastify, app.get(Lifecycle));
  await extend(app, fastify);
  await app.init();
  app.useLogger(logger);
  return app;
}

/** The errors of routes that plugins add before Nest takes over are problems, too. */
function answerProblems(fastify: FastifyInstance, filter: ProblemFilter): void {
  fastify.addHook('onRoute', (route) => {
    route.errorHandler ??= (error, request, reply) => {
      filter.catch(error, new ExecutionContextHost([request, reply]));
    };
  });
}

async function protect(fastify: FastifyInstance, config: AppConfig): Promise<void> {
  limitBodies(fastify, config);
  acceptJsonOnly(fastify);
  await fastify.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: config.http.baseUrl.startsWith('https:'),
  });
  keepOriginsApart(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('cache-control', 'no-cache');
    return Promise.resolve();
  });
  await allowOrigins(fastify, config.http.corsOrigins);
}

type BodyKind = Readonly<Partial<Record<'isCallback' | 'hasResult' | 'isBatch', boolean>>>;

/** Bodies that carry results or many jobs have a limit of their own. */
function limitBodies(fastify: FastifyInstance, config: AppConfig): void {
  const limitOf = ({ isCallback, hasResult, isBatch }: BodyKind): number => {
    if (isBatch) return BATCH_MAX_BYTES;
    return isCallback || hasResult ? config.callbackMaxBytes : BODY_MAX_BYTES;
  };
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = limitOf((route.config ?? {}) as BodyKind);
  });
}
