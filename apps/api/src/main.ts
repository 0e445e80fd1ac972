import 'reflect-metadata';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import { createApp } from './configure-app';
import { listenFault } from './listen-fault';
import { stopOnSignal } from './stop-on-signal';

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  stopOnSignal(app, config.shutdownMs, fail);
  const { host, port } = config.http;
  // Nest's own listen would log a fault before ours is told.
  const server = app.getHttpAdapter().getInstance();
  await server.listen({ port, host }).catch(async (error: unknown) => {
    await app.close();
    throw listenFault(error, config.http);
  });
  const shown = host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host;
  process.stdout.write(
    `\n  Fast Track is running\n    app   http://${shown}:${port}\n    docs  http://${shown}:${port}/docs\n    data  ${placeOf(config)}\n\n`,
  );
  const idle = whyIdle(config);
  if (idle !== null) process.stdout.write(`  ${idle}\n\n`);
}

/** Where the jobs are, without the password of an address. */
function placeOf({ storage }: AppConfig): string {
  return storage.kind === 'sqlite' ? storage.directory : `MongoDB, database ${storage.database}`;
}

function whyIdle({ worker, executors }: AppConfig): string | null {
  if (!worker.isEnabled)
    return 'WORKER_ENABLED=false: this process runs no jobs; each ends by a callback from outside.';
  if ([...executors.values()].includes('simulated')) return null;
  return 'No executor runs in this process: each job ends by a callback from outside. EXECUTORS=prompt=simulated names the stand-in.';
}

function fail(error: unknown): never {
  const text = error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

start().catch(fail);
