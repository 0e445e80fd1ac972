import { HealthModule } from '@fasttrack/health/health.module';
import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { PrivateRedis } from '@fasttrack/queue/testing/private-redis';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BullQueueModule } from './bull-queue.module';

const PORT = 6402;

@Module({})
class Process {}

@Module({})
class Store {}

describe('readiness of a process that has nothing but probes', () => {
  let redis: PrivateRedis;
  let opened: OpenSqliteStore;
  let app: NestFastifyApplication;

  async function start(settings: Record<string, string>): Promise<void> {
    await redis.start(settings);
    const figures = { provide: JobFigures, useValue: opened.figures };
    const store = { module: Store, global: true, providers: [figures], exports: [figures] };
    const queue = BullQueueModule.at({ url: redis.url, name: 'readiness', isWorker: true });
    const module = { module: Process, imports: [store, queue, HealthModule] };
    app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: false });
    await app.init();
  }
  const probe = async (path: string): Promise<{ status: number; body: unknown }> => {
    const { statusCode, body } = await app.inject({ url: path });
    return { status: statusCode, body: JSON.parse(body) as unknown };
  };

  beforeEach(async () => {
    redis = new PrivateRedis(PORT);
    opened = await openSqliteStore();
  });
  afterEach(async () => {
    await app.close();
    await redis.remove();
    await opened.close();
  });

  it('is ok while both are well', async () => {
    await start({});
    await expect(probe('/health')).resolves.toMatchObject({
      status: 200,
      body: { status: 'ok', details: { store: { status: 'up' }, queue: { status: 'up' } } },
    });
  });

  it.each(['/health', '/health/ready'])(
    'is degraded at %s, and says why, while Redis is wrongly set up',
    async (path) => {
      await start({ 'maxmemory-policy': 'volatile-ttl' });
      const message = 'Redis may evict keys (maxmemory-policy volatile-ttl): set noeviction';
      await expect(probe(path)).resolves.toMatchObject({
        status: 200,
        body: {
          status: 'degraded',
          error: {},
          info: { store: { status: 'up' }, queue: { status: 'up', degraded: true, message } },
        },
      });
    },
  );

  it('is degraded a second after Redis went down, and lives', async () => {
    await start({});
    await redis.kill();
    const limit = performance.now() + 1000;
    let answer = await probe('/health/ready');
    while (!JSON.stringify(answer.body).includes('degraded') && performance.now() < limit) {
      // Injected requests alone never let the sockets speak.
      await new Promise(setImmediate);
      answer = await probe('/health/ready');
    }
    const message = expect.stringContaining('Redis cannot be reached') as string;
    expect(answer).toMatchObject({ status: 200, body: { status: 'degraded', info: { queue: { message } } } });
    await expect(probe('/health/live')).resolves.toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is 503 while the store is down, and names both', async () => {
    await start({ 'maxmemory-policy': 'allkeys-lru' });
    await opened.store.close();
    await expect(probe('/health/ready')).resolves.toMatchObject({
      status: 503,
      body: { status: 'error', error: { store: { status: 'down' } }, details: { queue: { degraded: true } } },
    });
  });
});
