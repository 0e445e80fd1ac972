import 'reflect-metadata';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import { createApp } from './configure-app';
import { stopOnSignal } from './stop-on-signal';

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  stopOnSignal(app, config.shutdownMs, fail);
  const { host, port } = config.http;
  await app.listen(port, host).catch(async (error: unknown) => {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
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

function fail(error: unknown): never {
  const text = error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

start().catch(fail);
