import { Logger, PinoLogger } from 'nestjs-pino';
import type { DestinationStream, LoggerOptions } from 'pino';
import pino from 'pino';
import type { AppConfig } from '../config/app-config';

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

/** The one logger of the process: JSON lines in production, readable ones in development. */
export function createLogger(
  { environment, logLevel: level }: Pick<AppConfig, 'environment' | 'logLevel'>,
  stream?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    ...(environment === 'development' &&
      !stream && { transport: { target: 'pino-pretty', options: { singleLine: true } } }),
  };
  return new Logger(new PinoLogger({ pinoHttp: stream ? [options, stream] : options }), {});
}
