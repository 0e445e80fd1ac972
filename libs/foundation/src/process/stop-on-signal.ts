import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Before the grace time is over, connections that are still busy are cut so that the store closes in order. */
const CUT_BEFORE_END_MS = 1000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Ends the process with 0 on a signal while there is nothing to stop yet: a container's first process would not hear it
 * else. Gives what ends this watch.
 */
export function endOnSignal(): () => void {
  const end = (): never => process.exit(0);
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}

/**
 * The first SIGTERM or SIGINT stops in order and exits 0 within `graceMs`; a second one, or a stop that hangs, ends the
 * process at once with 1. `fail` is called when stopping itself fails.
 */
export function stopOnSignal(app: NestFastifyApplication, graceMs: number, fail: (error: unknown) => never): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    const seconds = Math.round(graceMs / 1000);
    process.stdout.write(
      `\n  Fast Track is stopping: running jobs have up to ${seconds} s to end, then they are given back. A second signal ends it now.\n`,
    );
    setTimeout(
      () => {
        closeConnections(app);
      },
      Math.max(0, graceMs - CUT_BEFORE_END_MS),
    );
    setTimeout(() => process.exit(1), graceMs);
    app.close().then(() => {
      process.stdout.write('  Fast Track has stopped\n');
      process.exit(0);
    }, fail);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}

function closeConnections(app: NestFastifyApplication): void {
  app.getHttpAdapter().getInstance().server.closeAllConnections();
}
