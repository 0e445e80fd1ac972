import 'reflect-metadata';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './configure-app';

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  stopOnSignal(app);
  const { host, port } = config.http;
  await app.listen(port, host).catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    if (error.code !== 'EADDRINUSE') throw error;
    throw new StartError(`Port ${port} on ${host} is taken: stop the other program or set PORT`);
  });
  const shown = host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host;
  process.stdout.write(
    `\n  Fast Track is running\n    app   http://${shown}:${port}\n    docs  http://${shown}:${port}/docs\n    data  ${config.storage.directory}\n\n`,
  );
  if (config.worker.isEnabled && ![...config.executors.values()].includes('simulated')) {
    process.stdout.write(
      '  No executor runs in this process: jobs wait for pull workers. EXECUTORS=prompt=simulated names the stand-in.\n\n',
    );
  }
}

/** The first signal stops in order and exits 0; a second one ends at once. */
function stopOnSignal(app: NestFastifyApplication): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(error: unknown): never {
  const text = error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

start().catch(fail);
