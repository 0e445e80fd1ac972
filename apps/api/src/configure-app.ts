import { Clock } from '@fasttrack/foundation/clock/clock';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { demandApiKey, recogniseApiKey } from '@fasttrack/foundation/http/api-keys';
import { createServer } from '@fasttrack/foundation/http/create-server';
import { limitRate } from '@fasttrack/foundation/http/rate-limit';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { answerUnchanged } from '@fasttrack/foundation/http/versioned-answers';
import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { Work } from '@fasttrack/queue/work';
import { CallbackRecorder } from '@fasttrack/webhook/callback-log/callback-recorder';
import { observeCallbacks } from '@fasttrack/webhook/callback-log/observe-callbacks';
import { demandCallbackProof } from '@fasttrack/webhook/callback-proof';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module';
import { serveOpenApi } from './openapi';
import { serveWebApp } from './web-app';

/** Builds the whole application without listening. Rejects with `StartError` when the store cannot be opened. */
export async function createApp(config: AppConfig, logStream?: DestinationStream): Promise<NestFastifyApplication> {
  return createServer({
    process: 'api',
    module: await AppModule.with(config),
    config,
    logStream,
    extend: (app, fastify) => configure(app, fastify, config),
  });
}

async function configure(app: NestFastifyApplication, fastify: FastifyInstance, config: AppConfig): Promise<void> {
  observeCallbacks(fastify, {
    metrics: app.get(Metrics),
    recorder: app.get(CallbackRecorder, { strict: false }),
    clock: app.get(Clock),
    secrets: config.webhookSecrets,
  });
  demandCallbackProof(fastify, config.webhookSecrets, app.get(Clock));
  await serveWebApp(fastify);
  recogniseApiKey(fastify, config);
  await limitRate(fastify, config);
  demandApiKey(fastify, config);
  const figures = app.get(JobFigures);
  const clock = app.get(Clock);
  answerUnchanged(
    fastify,
    () => figures.version(),
    () => clock.now(),
  );
  serveOpenApi(app, config);
  fastify.addHook('onListen', () => app.get(Work, { strict: false }).start());
}
