import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { isReferenceClosed } from '@fasttrack/foundation/http/open-routes';
import { placeOf, shownAddress } from '@fasttrack/foundation/process/run-process';

/** What a worker says once it listens: where its probes are, where its jobs are, and which of them it runs. */
export function greet(config: AppConfig): readonly string[] {
  const address = shownAddress(config);
  return [
    '  Fast Track worker is running',
    `    health   ${address}/health`,
    `    metrics  ${isReferenceClosed(config) ? 'closed: set API_KEYS, and send a key' : `${address}/metrics`}`,
    `    data     ${placeOf(config)}`,
    `    runs     ${runsOf(config)}`,
    `    bells    ${config.queue.kind === 'bull' ? 'Redis' : 'none: without REDIS_URL it looks for work each second'}`,
  ];
}

function runsOf({ executors }: AppConfig): string {
  const pushed = [...executors].filter(([, executor]) => executor !== 'pull');
  if (pushed.length === 0) return 'nothing: workers that ask over HTTP take every type. EXECUTORS names what runs here';
  return pushed.map(([type, executor]) => `${type} (${executor})`).join(', ');
}
