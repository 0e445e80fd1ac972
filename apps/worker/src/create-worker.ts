import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { demandApiKey } from '@fasttrack/foundation/http/api-keys';
import { createServer } from '@fasttrack/foundation/http/create-server';
import { Work } from '@fasttrack/queue/work';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module';

/** Builds a worker without listening; its work starts when it listens, as in the API. */
export async function createWorker(config: AppConfig, logStream?: DestinationStream): Promise<NestFastifyApplication> {
  return createServer({
    process: 'worker',
    module: await AppModule.with(config),
    config,
    logStream,
    extend: (app, fastify) => {
      demandApiKey(fastify, config);
      fastify.addHook('onListen', () => app.get(Work, { strict: false }).start());
    },
  });
}
