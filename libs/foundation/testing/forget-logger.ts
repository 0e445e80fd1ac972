import { __resetOutOfContextForTests } from 'nestjs-pino/PinoLogger';

/** Forgets the logger of this process, of which nestjs-pino keeps only the first: the next one is made anew. */
export const forgetLogger = (): void => {
  __resetOutOfContextForTests();
};
