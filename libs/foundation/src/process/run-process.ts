import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/app-config';
import { StartError } from '../errors/fast-track-error';
import { withoutCredentials } from '../logging/without-secrets';
import { listenFault } from './listen-fault';
import { endOnSignal, stopOnSignal } from './stop-on-signal';

/** What makes one kind of process different from another. */
export interface ProcessKind {
  /** Reads the environment, or throws a `StartError` that says what is wrong with it. */
  load(env: NodeJS.ProcessEnv): AppConfig;
  create(config: AppConfig): Promise<NestFastifyApplication>;
  /** What it says about itself once it listens, line by line. */
  greet(config: AppConfig): readonly string[];
}

/** Runs a process from its start to its end. A fault ends it with 1, in words where the operator can help it. */
export function runProcess(kind: ProcessKind): void {
  // Node would write out all that a driver hangs on its errors: addresses with passwords, documents with payloads.
  process.on('uncaughtException', fail);
  start(kind).catch(fail);
}

async function start(kind: ProcessKind): Promise<void> {
  const config = kind.load(process.env);
  const forgetSignals = endOnSignal();
  const app = await kind.create(config);
  forgetSignals();
  stopOnSignal(app, config.shutdownMs, fail);
  const { host, port } = config.http;
  // Nest's own listen would log a fault before ours is told.
  const server = app.getHttpAdapter().getInstance();
  await server.listen({ port, host }).catch(async (error: unknown) => {
    await app.close();
    throw listenFault(error, config.http);
  });
  process.stdout.write(`\n${kind.greet(config).join('\n')}\n\n`);
}

function fail(error: unknown): never {
  const text = error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`\n${withoutCredentials(text)}\n`);
  process.exit(1);
}

/** The address that a person opens to reach this process. */
export function shownAddress({ http: { host, port } }: AppConfig): string {
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}

/** Where the jobs are, without the password of an address. */
export function placeOf({ storage }: AppConfig): string {
  return storage.kind === 'sqlite' ? storage.directory : `MongoDB, database ${storage.database}`;
}
