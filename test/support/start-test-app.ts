import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '@fasttrack/contracts';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { forgetLogger } from '@fasttrack/foundation/testing/forget-logger';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../apps/api/src/app.module';
import { createApp } from '../../apps/api/src/configure-app';
import type { Answer } from './api-client';
import { ApiClient } from './api-client';
import type { Stack } from './stack';
import { openStack } from './open-stack';

/** The secret of every test application, and a word that marks every payload: neither may reach a log. */
export const SECRET = 'canary-secret-4f1d8a2e';
export const PAYLOAD_CANARY = 'canary-payload-93c07b';

const PATIENCE_MS = 10_000;
const POLL_MS = 20;

/** A running application. What a test wants from it, it asks over HTTP. */
export class TestApp extends ApiClient {
  private constructor(
    url: string,
    private readonly nest: NestFastifyApplication,
    private readonly stack: Stack,
    /** Everything that was logged, line by line. */
    readonly logs: readonly string[],
  ) {
    super(url);
  }

  static async start(env: NodeJS.ProcessEnv, seed?: (store: JobStore) => Promise<void>): Promise<TestApp> {
    const stack = await openStack();
    const config = testConfig({ ...env, ...stack.env });
    if (seed) await seedStore(config, seed);
    const logs: string[] = [];
    forgetLogger();
    const nest = await createApp(config, { write: (line) => void logs.push(line) });
    await nest.listen(0, '127.0.0.1');
    const { port } = nest.getHttpServer().address() as AddressInfo;
    if (env.BASE_URL === undefined) Object.assign(config.http, { baseUrl: `http://127.0.0.1:${port}` });
    return new TestApp(`http://127.0.0.1:${port}`, nest, stack, logs);
  }

  /** Submits a job and gives it as it was answered. Its prompt is marked: it may not reach a log. */
  async submit(body: object = {}): Promise<JobView> {
    const answer = await this.post<JobView>('/jobs', { prompt: `hello ${PAYLOAD_CANARY}`, ...body });
    if (answer.status !== 201) throw new RangeError(`submit was answered with ${answer.status} ${answer.text}`);
    return answer.body;
  }

  async job(id: string): Promise<JobView> {
    return (await this.get<JobView>(`/jobs/${id}`)).body;
  }

  /** Resolves with the job once it is as wanted; gives up after ten seconds. */
  async until(id: string, isWanted: (job: JobView) => boolean): Promise<JobView> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const job = await this.job(id);
      if (isWanted(job)) return job;
      if (Date.now() > end) throw new RangeError(`still waiting for ${JSON.stringify(job)}`);
      await delay(POLL_MS);
    }
  }

  /** Sends a callback with the right secret. */
  callback<Body = JobView>(json: unknown, path = '/webhook/callback'): Promise<Answer<Body>> {
    return this.post<Body>(path, json, { 'x-shared-secret': SECRET });
  }

  /** Takes the store away while the server goes on. */
  async closeStore(): Promise<void> {
    await this.nest.get(this.stack.storage).onApplicationShutdown();
  }

  /** Stops in order. Throws when a secret or a payload stands in the logs of this run. */
  override async close(): Promise<void> {
    await super.close();
    await this.nest.close();
    await this.stack.remove();
    const leaks = this.logs.filter((line) => line.includes(SECRET) || line.includes(PAYLOAD_CANARY));
    expect(leaks).toEqual([]);
  }
}

/**
 * Boots the real application on a free port with an empty store of its own. `env` is its environment; `seed` puts jobs
 * into the store before it starts.
 */
export const startTestApp = (
  env: NodeJS.ProcessEnv = {},
  seed?: (store: JobStore) => Promise<void>,
): Promise<TestApp> => TestApp.start(env, seed);

function testConfig(env: NodeJS.ProcessEnv): AppConfig {
  return loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'trace', WEBHOOK_SECRET: SECRET, SIMULATED_DELAY_MS: '0', ...env });
}

async function seedStore(config: AppConfig, seed: (store: JobStore) => Promise<void>): Promise<void> {
  const context = await NestFactory.createApplicationContext(await AppModule.with(config), { logger: false });
  await seed(context.get(JobStore));
  await context.close();
}
