import { hostname } from 'node:os';
import { Logger, PinoLogger } from 'nestjs-pino';
import type { DestinationStream, LoggerOptions } from 'pino';
import pino from 'pino';
import type { AppConfig } from '../config/app-config';
import { errorLine } from './error-line';
import { requestFields } from './request-scope';

/** Names whose values never reach a log. */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'x-shared-secret',
  'x-webhook-secret',
  'x-api-key',
  'x-worker-key',
  'webhook-signature',
];

/** Which kind of process writes. */
export type ProcessName = 'api' | 'worker';

/** The one logger of the process: JSON lines in production, readable ones in development. */
export function createLogger(
  { environment, logLevel: level }: Pick<AppConfig, 'environment' | 'logLevel'>,
  { process: name = 'api', stream }: { readonly process?: ProcessName; readonly stream?: DestinationStream } = {},
): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid, host: hostname(), process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: errorLine },
    mixin: requestFields,
    redact: SECRET_NAMES.flatMap((secret) => [`["${secret}"]`, `*["${secret}"]`, `*.*["${secret}"]`]),
    ...(environment === 'development' &&
      !stream && {
        transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,host,process' } },
      }),
  };
  return new Logger(new PinoLogger({ pinoHttp: stream ? [options, stream] : options }), {});
}
