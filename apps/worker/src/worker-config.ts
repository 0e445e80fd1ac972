import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { ConfigError, loadConfig } from '@fasttrack/foundation/config/load-config';

const NO_SHARED_STORE =
  'MONGODB_URI must be set: a worker shares its jobs with an API, and a store in one directory serves one process';
const NO_ADDRESS =
  'BASE_URL must be set: jobs that run here are called back at the API, and this process does not know where that is';
const NO_WORK = 'WORKER_ENABLED=false leaves a worker nothing to do: start no worker, or leave it out';

/** Executors whose runs end by a callback to the API. */
const CALL_BACK: readonly string[] = ['simulated', 'n8n'];

/** Reads the environment of a worker, or throws one `ConfigError` that lists every fault, its own and those of an API. */
export function loadWorkerConfig(source: NodeJS.ProcessEnv): AppConfig {
  const { config, faults } = read(source);
  const own = [
    ...(isSet(source, 'MONGODB_URI') ? [] : [NO_SHARED_STORE]),
    ...(config && callsBack(config) && !isSet(source, 'BASE_URL') ? [NO_ADDRESS] : []),
    ...(source['WORKER_ENABLED'] === 'false' ? [NO_WORK] : []),
  ];
  if (!config || own.length > 0) throw new ConfigError([...faults, ...own]);
  return config;
}

function read(source: NodeJS.ProcessEnv): { config?: AppConfig; faults: readonly string[] } {
  try {
    return { config: loadConfig(source), faults: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults };
    throw error;
  }
}

const isSet = (source: NodeJS.ProcessEnv, name: string): boolean =>
  [name, `${name}_FILE`].some((variable) => (source[variable] ?? '') !== '');

const callsBack = ({ executors }: AppConfig): boolean =>
  [...executors.values()].some((name) => CALL_BACK.includes(name));
