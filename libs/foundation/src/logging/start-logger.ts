import type { LoggerService } from '@nestjs/common';

/** Nest's own lines about its modules and routes help nobody who runs the program; what ends it is told elsewhere. */
const OF_NEST = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'ExceptionHandler',
]);

/** The logger while a process is built: a store that cannot be reached is heard of, Nest is not. */
export function startLogger(logger: Required<Pick<LoggerService, 'log' | 'warn' | 'error' | 'debug'>>): LoggerService {
  const heard = (words: readonly unknown[]): boolean => !OF_NEST.has(String(words.at(-1)));
  return {
    log: (message: unknown, ...words: unknown[]) => {
      if (heard(words)) logger.log(message, ...words);
    },
    warn: (message: unknown, ...words: unknown[]) => {
      if (heard(words)) logger.warn(message, ...words);
    },
    error: (message: unknown, ...words: unknown[]) => {
      if (heard(words)) logger.error(message, ...words);
    },
    debug: (message: unknown, ...words: unknown[]) => {
      if (heard(words)) logger.debug(message, ...words);
    },
  };
}
