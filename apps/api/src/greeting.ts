import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { areWorkersShutOut, isReferenceClosed } from '@fasttrack/foundation/http/open-routes';
import { placeOf, shownAddress } from '@fasttrack/foundation/process/run-process';

/** What the API says once it listens: where it is, where its jobs are, and why it runs none itself. */
export function greet(config: AppConfig): readonly string[] {
  const address = shownAddress(config);
  const idle = whyIdle(config);
  return [
    '  Fast Track is running',
    `    app   ${address}`,
    `    docs  ${isReferenceClosed(config) ? 'closed: set API_KEYS, and send a key' : `${address}/docs`}`,
    `    data  ${placeOf(config)}`,
    ...(idle === null ? [] : ['', `  ${idle}`]),
  ];
}

function whyIdle(config: AppConfig): string | null {
  const { worker, storage, executors } = config;
  if (!worker.isEnabled && storage.kind === 'mongo')
    return 'WORKER_ENABLED=false: this process runs no jobs; the worker processes on this database run them.';
  if (!worker.isEnabled) return `WORKER_ENABLED=false: this process runs no jobs; ${endOf(config)}.`;
  if ([...executors.values()].some((name) => name !== 'pull')) return null;
  return `No executor runs in this process: ${endOf(config)}. EXECUTORS=prompt=simulated names the stand-in.`;
}

/** Who brings the jobs to their end when nobody does it here. */
const endOf = (config: AppConfig): string =>
  areWorkersShutOut(config)
    ? 'each ends by a callback from outside, until WORKER_API_KEY lets workers ask for jobs'
    : 'workers that ask by POST /process end them, or callbacks';
