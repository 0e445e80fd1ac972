import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, loadConfig } from './load-config';
import { hashOf } from './read-api-keys';

const SECRET = 'a-secret-of-our-own-1';

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

const all = (executor: string): Map<string, string> =>
  new Map(['prompt', 'email', 'report', 'notification'].map((type) => [type, executor]));

describe('loadConfig', () => {
  it('needs nothing in development', () => {
    expect(loadConfig({})).toEqual({
      environment: 'development',
      http: {
        host: '127.0.0.1',
        port: 3000,
        baseUrl: 'http://localhost:3000',
        corsOrigins: [],
        trustedProxies: 0,
        requestsPerMinute: 0,
      },
      storage: { kind: 'sqlite', directory: resolve('data') },
      queue: { kind: 'embedded' },
      webhookSecrets: ['dev-secret-key'],
      apiKeys: [],
      workerKey: null,
      worker: { isEnabled: true },
      jobTypes: [],
      typeSettings: new Map(),
      retentionDays: 30,
      executors: all('simulated'),
      targets: new Map(),
      ai: null,
      allowedTargets: null,
      sending: { slotsPerTarget: 20, answerTimeoutMs: 60_000 },
      simulatedDelayMs: 5000,
      maxAttempts: 3,
      leaseMs: 15_000,
      callbackTimeoutMs: 1_800_000,
      callbackMaxBytes: 1_048_576,
      shutdownMs: 25_000,
      isHallucinateEnabled: true,
      logLevel: 'info',
    });
  });

  it('is open to the network, without test aid and stand-in, in production', () => {
    expect(loadConfig({ NODE_ENV: 'production', WEBHOOK_SECRET: SECRET })).toMatchObject({
      http: { host: '0.0.0.0' },
      isHallucinateEnabled: false,
      executors: all('pull'),
    });
  });

  it('takes every setting', () => {
    const config = loadConfig({
      NODE_ENV: 'production',
      HOST: '::1',
      PORT: '8080',
      BASE_URL: 'https://jobs.example.org/base//',
      DATA_DIR: '/var/lib/fasttrack',
      WEBHOOK_SECRET: `${SECRET}, ${SECRET}-old`,
      API_KEYS: `shop:${SECRET}-shop`,
      WORKER_API_KEY: `${SECRET}-worker`,
      CORS_ORIGINS: 'https://app.example.org',
      TRUST_PROXY: '2',
      RATE_LIMIT_PER_MINUTE: '600',
      WORKER_ENABLED: 'false',
      EXECUTORS: 'prompt=simulated,email=n8n,report=openai',
      N8N_WEBHOOK_URL: 'https://n8n.example.org/webhook/jobs',
      N8N_AUTH_HEADER: `X-N8N-Key: ${SECRET}-n8n`,
      N8N_ANSWER_SECONDS: '5',
      AZURE_OPENAI_ENDPOINT: 'https://models.example.org/',
      AZURE_OPENAI_API_KEY: `${SECRET}-azure`,
      AZURE_OPENAI_DEPLOYMENT: 'small',
      AZURE_OPENAI_API_VERSION: '2025-01-01-preview',
      ALLOWED_TARGETS: '*.example.org, 172.16.0.0/12',
      WORKER_CONCURRENCY: '3',
      SIMULATED_DELAY_MS: '0',
      MAX_ATTEMPTS: '25',
      LEASE_SECONDS: '1',
      CALLBACK_TIMEOUT_SECONDS: '60',
      CALLBACK_MAX_BYTES: '2048',
      SHUTDOWN_SECONDS: '5',
      HALLUCINATE_ENABLED: 'true',
      LOG_LEVEL: 'warn',
    });
    expect(config).toEqual({
      environment: 'production',
      http: {
        host: '::1',
        port: 8080,
        baseUrl: 'https://jobs.example.org/base',
        corsOrigins: ['https://app.example.org'],
        trustedProxies: 2,
        requestsPerMinute: 600,
      },
      storage: { kind: 'sqlite', directory: '/var/lib/fasttrack' },
      queue: { kind: 'embedded' },
      webhookSecrets: [SECRET, `${SECRET}-old`],
      apiKeys: [{ name: 'shop', hash: hashOf(`${SECRET}-shop`) }],
      workerKey: { name: 'worker', hash: hashOf(`${SECRET}-worker`) },
      worker: { isEnabled: false },
      jobTypes: [],
      typeSettings: new Map(),
      retentionDays: 30,
      executors: all('pull').set('prompt', 'simulated').set('email', 'n8n').set('report', 'openai'),
      targets: new Map([
        ['email', { url: 'https://n8n.example.org/webhook/jobs', headers: { 'x-n8n-key': `${SECRET}-n8n` } }],
      ]),
      ai: {
        server: {
          kind: 'azure',
          url: 'https://models.example.org',
          key: `${SECRET}-azure`,
          apiVersion: '2025-01-01-preview',
        },
        types: new Map([['report', { model: 'small' }]]),
      },
      allowedTargets: { names: ['*.example.org'], networks: ['172.16.0.0/12'] },
      sending: { slotsPerTarget: 3, answerTimeoutMs: 5000 },
      simulatedDelayMs: 0,
      maxAttempts: 25,
      leaseMs: 1000,
      callbackTimeoutMs: 60_000,
      callbackMaxBytes: 2048,
      shutdownMs: 5000,
      isHallucinateEnabled: true,
      logLevel: 'warn',
    });
  });

  it('takes an empty value for none', () => {
    expect(loadConfig({ PORT: '', HOST: '', WEBHOOK_SECRET: '', EXECUTORS: '' })).toMatchObject({
      http: { port: 3000, host: '127.0.0.1' },
      webhookSecrets: ['dev-secret-key'],
    });
  });

  it('lists every fault at once, each with the name of its setting', () => {
    const faults = faultsOf({
      NODE_ENV: 'staging',
      PORT: '70000',
      BASE_URL: 'ftp://x',
      WORKER_ENABLED: 'yes',
      EXECUTORS: 'fax=simulated,prompt=magic',
      MAX_ATTEMPTS: '26',
      LEASE_SECONDS: '1.5',
      SIMULATED_DELAY_MS: '-1',
      LOG_LEVEL: 'loud',
      MONGODB_URI: 'http://localhost',
      REDIS_URL: 'localhost:6379',
      TRUST_PROXY: 'true',
      RATE_LIMIT_PER_MINUTE: '-1',
      CORS_ORIGINS: 'everybody',
    });
    const names = ['NODE_ENV', 'PORT', 'BASE_URL', 'WORKER_ENABLED', 'MAX_ATTEMPTS', 'LEASE_SECONDS'];
    const others = ['SIMULATED_DELAY_MS', 'LOG_LEVEL', 'MONGODB_URI', 'REDIS_URL'];
    const limits = ['TRUST_PROXY', 'RATE_LIMIT_PER_MINUTE', 'CORS_ORIGINS'];
    for (const name of [...names, ...others, ...limits]) {
      expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1);
    }
    expect(faults.filter((fault) => fault.startsWith('EXECUTORS'))).toHaveLength(2);
    expect(faults).toHaveLength(15);
  });

  it('keeps jobs in MongoDB and rings by Redis when both are named', () => {
    const { storage, queue } = loadConfig({ MONGODB_URI: 'mongodb://db/jobs?w=1', REDIS_URL: 'redis://cache:6379' });
    expect(storage).toEqual({ kind: 'mongo', uri: 'mongodb://db/jobs?w=1', database: 'jobs' });
    expect(queue).toEqual({ kind: 'bull', url: 'redis://cache:6379' });
  });

  it.each([
    ['mongodb://db', 'fasttrack_jobs'],
    ['mongodb://db/', 'fasttrack_jobs'],
    ['mongodb://admin:pass@a:1,b:2/?authSource=admin', 'fasttrack_jobs'],
    ['mongodb+srv://cluster.example/my%20jobs', 'my jobs'],
  ])('finds the database of %s', (uri, database) => {
    expect(loadConfig({ MONGODB_URI: uri }).storage).toMatchObject({ database });
  });

  it('rings inside the process when MongoDB is named alone, and refuses Redis alone with the reason', () => {
    expect(loadConfig({ MONGODB_URI: 'mongodb://db' }).queue).toEqual({ kind: 'embedded' });
    expect(() => loadConfig({ REDIS_URL: 'redis://cache' })).toThrow(/REDIS_URL needs MONGODB_URI: .*Set both/);
  });

  it.each(['mongodb://db/100%', 'mongodb://me:half/hidden%@db'])(
    'counts the unreadable database of %s among the faults, without any of it',
    (uri) => {
      const faults = faultsOf({ MONGODB_URI: uri, PORT: '0' });
      expect(faults).toEqual([
        expect.stringContaining('PORT'),
        expect.stringContaining('MONGODB_URI names a database that cannot be read'),
      ]);
      expect(faults.join()).not.toMatch(/hidden|100/);
    },
  );

  it.each(['MONGODB_URI', 'REDIS_URL', 'API_KEYS', 'WORKER_API_KEY'])(
    'refuses a %s_FILE that cannot be read, and names only that',
    (name) => {
      expect(() =>
        loadConfig({ MONGODB_URI: 'mongodb://db', [name]: undefined, [`${name}_FILE`]: '/nowhere' }),
      ).toThrow(/has a fault:.*_FILE names a file that cannot be read: \/nowhere/s);
    },
  );

  it('takes results as large as the store can hold', () => {
    const CALLBACK_MAX_BYTES = String(12 * 1024 * 1024 + 1);
    expect(() => loadConfig({ MONGODB_URI: 'mongodb://db', CALLBACK_MAX_BYTES })).toThrow(
      /CALLBACK_MAX_BYTES must be at most 12582912 with MONGODB_URI/,
    );
    expect(loadConfig({ CALLBACK_MAX_BYTES }).callbackMaxBytes).toBe(Number(CALLBACK_MAX_BYTES));
  });

  it('says in one message what is wrong', () => {
    expect(() => loadConfig({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(
      /has 2 faults:\n {2}- .*PORT.*\n {2}- .*LOG_LEVEL/s,
    );
    expect(() => loadConfig({ PORT: 'x' })).toThrow(/has a fault:\n {2}- PORT must be a whole number from 1 to 65535/);
  });

  it.each([
    [undefined, 'must be set in production'],
    ['short', 'at least 16 characters'],
    [`${SECRET},short`, 'at least 16 characters'],
    ['your-super-secret-key-minimum-16-chars', 'published example'],
    [`${SECRET},your-super-secret-key-minimum-16-chars`, 'published example'],
    [`${SECRET},,`, 'empty secret'],
    [`${SECRET},whsec_no base64 at all`, 'must be base64'],
    ['whsec_', 'must be base64'],
    ['whsec_AAAAAAAAAAAAA', 'must be base64'],
  ])('refuses the production secret %s', (secret, words) => {
    expect(faultsOf({ NODE_ENV: 'production', WEBHOOK_SECRET: secret })).toEqual([expect.stringContaining(words)]);
  });

  it('never shows a secret in its faults', () => {
    const env = { NODE_ENV: 'production', WEBHOOK_SECRET: 'hunter2', PORT: 'x' };
    expect(faultsOf(env).join()).not.toContain('hunter2');
  });

  it.each([
    ['http://localhost:3000', true],
    ['http://fasttrack:3000', true],
    ['http://10.0.0.7', true],
    ['http://[::1]:3000', true],
    ['localhost:3000', false],
    ['not an address', false],
  ])('takes BASE_URL %s: %s', (address, isValid) => {
    expect(faultsOf({ BASE_URL: address })).toHaveLength(isValid ? 0 : 1);
  });

  describe('with WEBHOOK_SECRET_FILE', () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'fasttrack-'));
    });
    afterEach(() => {
      rmSync(directory, { recursive: true });
    });

    it('reads the secrets from the file, without the line break at its end', () => {
      const file = join(directory, 'secret');
      writeFileSync(file, `${SECRET},${SECRET}-old\n`);
      const config = loadConfig({ NODE_ENV: 'production', WEBHOOK_SECRET_FILE: file });
      expect(config.webhookSecrets).toEqual([SECRET, `${SECRET}-old`]);
    });

    it('names a file that cannot be read', () => {
      expect(faultsOf({ WEBHOOK_SECRET_FILE: join(directory, 'none') })).toEqual([
        expect.stringContaining('WEBHOOK_SECRET_FILE names a file that cannot be read'),
      ]);
    });

    it('refuses a value beside the file', () => {
      const file = join(directory, 'secret');
      writeFileSync(file, SECRET);
      expect(faultsOf({ WEBHOOK_SECRET: SECRET, WEBHOOK_SECRET_FILE: file })).toEqual([
        expect.stringContaining('both set'),
      ]);
    });

    it('judges what stands in the file as it judges a value', () => {
      const file = join(directory, 'secret');
      writeFileSync(file, 'short');
      expect(faultsOf({ NODE_ENV: 'production', WEBHOOK_SECRET_FILE: file })).toEqual([
        expect.stringContaining('at least 16 characters'),
      ]);
    });
  });
});
