import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { StartError } from '../errors/fast-track-error';
import type { AppConfig } from './app-config';
import { Environment } from './environment';
import { readApiKeys } from './read-api-keys';
import { readWorkerKey } from './read-worker-key';
import { readOrigins } from './read-origins';
import { readWebhookSecrets } from './read-webhook-secrets';
import { readWork } from './read-work';

const SECRET_MIN_LENGTH = 16;
/** Secrets that stand in documents: everybody knows them. */
const PUBLISHED_SECRETS = [
  'dev-secret-key',
  'your-super-secret-key-minimum-16-chars',
  'your-api-key-of-16-characters-or-more',
];
/** Variables that may hold a secret, with what stands in for one whose file cannot be read: no second fault follows. */
const STAND_INS: Readonly<Record<string, string>> = {
  WEBHOOK_SECRET: 'x'.repeat(SECRET_MIN_LENGTH),
  API_KEYS: `unread:${'x'.repeat(SECRET_MIN_LENGTH)}`,
  WORKER_API_KEY: 'x'.repeat(SECRET_MIN_LENGTH),
  N8N_WEBHOOK_URL: 'http://unread',
  N8N_AUTH_HEADER: 'X-Unread: unread',
  OPENAI_API_KEY: 'unread',
  AZURE_OPENAI_API_KEY: 'unread',
  MONGODB_URI: 'mongodb://unread',
  REDIS_URL: 'redis://unread',
};
const SECRETS = Object.keys(STAND_INS);
const DATABASE_DEFAULT = 'fasttrack_jobs';
/** A MongoDB document holds 16 MiB: the largest payload, the history and what else a job has need some of it. */
const MONGO_RESULT_MAX_BYTES = 12 * 1024 * 1024;
const RESULT_TOO_LARGE = `CALLBACK_MAX_BYTES must be at most ${MONGO_RESULT_MAX_BYTES} with MONGODB_URI: a document of MongoDB holds 16 MiB`;
const REDIS_ALONE =
  'REDIS_URL needs MONGODB_URI: Redis carries only bells, and a store in one directory serves one process. Set both, or neither';

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment is wrong; the message lists every fault. */
export class ConfigError extends StartError {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  }
}

/** Reads the environment, or throws one {@link ConfigError} that lists every fault. */
export function loadConfig(source: NodeJS.ProcessEnv): AppConfig {
  const faults: string[] = [];
  const env = readEnvironment(source, faults);
  const isProduction = env.NODE_ENV === 'production';
  const rules = { isProduction, minLength: SECRET_MIN_LENGTH, published: PUBLISHED_SECRETS };
  const webhookSecrets = readWebhookSecrets(env.WEBHOOK_SECRET, rules, faults);
  const apiKeys = readApiKeys(env.API_KEYS, rules, faults);
  const workerKey = readWorkerKey(env.WORKER_API_KEY, rules, faults);
  const corsOrigins = readOrigins(env.CORS_ORIGINS, isProduction, faults);
  const work = readWork(env, faults);
  const storage = storageOf(env, faults);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    environment: env.NODE_ENV,
    http: { ...httpOf(env, isProduction), corsOrigins },
    storage,
    queue: env.REDIS_URL ? { kind: 'bull', url: env.REDIS_URL } : { kind: 'embedded' },
    webhookSecrets,
    apiKeys,
    workerKey,
    worker: { isEnabled: env.WORKER_ENABLED },
    ...work,
    retentionDays: env.RETENTION_DAYS,
    sending: { slotsPerTarget: env.WORKER_CONCURRENCY, answerTimeoutMs: env.N8N_ANSWER_SECONDS * 1000 },
    simulatedDelayMs: env.SIMULATED_DELAY_MS,
    maxAttempts: env.MAX_ATTEMPTS,
    leaseMs: env.LEASE_SECONDS * 1000,
    callbackTimeoutMs: env.CALLBACK_TIMEOUT_SECONDS * 1000,
    callbackMaxBytes: env.CALLBACK_MAX_BYTES,
    shutdownMs: env.SHUTDOWN_SECONDS * 1000,
    isHallucinateEnabled: env.HALLUCINATE_ENABLED ?? !isProduction,
    logLevel: env.LOG_LEVEL,
  };
}

/** An empty value is no value. */
function readEnvironment(source: NodeJS.ProcessEnv, faults: string[]): Environment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(Environment, withSecretFiles(set, faults), { exposeDefaultValues: true });
  for (const error of validateSync(env)) faults.push(Object.values(error.constraints ?? {})[0] ?? error.property);
  return env;
}

function httpOf(env: Environment, isProduction: boolean): Omit<AppConfig['http'], 'corsOrigins'> {
  return {
    host: env.HOST ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    port: env.PORT,
    baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    trustedProxies: env.TRUST_PROXY,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
  };
}

/** `NAME_FILE` gives the path of a file that holds the value of `NAME`; what is wrong with one is a fault of its own. */
function withSecretFiles(source: Variables, faults: string[]): Variables {
  return Object.fromEntries(
    Object.entries(source).concat(SECRETS.map((name) => [name, readSecretFile(name, source, faults)])),
  );
}

function readSecretFile(name: string, source: Variables, faults: string[]): string | undefined {
  const path = source[`${name}_FILE`];
  if (path === undefined) return source[name];
  if (source[name] !== undefined) faults.push(`${name} and ${name}_FILE are both set: keep one`);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    faults.push(`${name}_FILE names a file that cannot be read: ${path}`);
    return STAND_INS[name];
  }
}

function storageOf(env: Environment, faults: string[]): AppConfig['storage'] {
  const { MONGODB_URI: uri, REDIS_URL, DATA_DIR, CALLBACK_MAX_BYTES } = env;
  if (REDIS_URL && !uri) faults.push(REDIS_ALONE);
  if (uri && CALLBACK_MAX_BYTES > MONGO_RESULT_MAX_BYTES) faults.push(RESULT_TOO_LARGE);
  return uri
    ? { kind: 'mongo', uri, database: databaseOf(uri, faults) }
    : { kind: 'sqlite', directory: resolve(DATA_DIR) };
}

/** The database that an address names, as the MongoDB driver reads it. */
function databaseOf(uri: string, faults: string[]): string {
  const [, path = ''] = /^[^:]+:\/\/[^/?]*(?:\/([^?]*))?/.exec(uri) ?? [];
  try {
    return path === '' ? DATABASE_DEFAULT : decodeURIComponent(path);
  } catch {
    // The name is not shown: with a slash in a password it holds the rest of that.
    faults.push('MONGODB_URI names a database that cannot be read: a percent sign is written %25');
    return DATABASE_DEFAULT;
  }
}
