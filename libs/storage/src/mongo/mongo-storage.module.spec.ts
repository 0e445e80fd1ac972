import { Clock } from '@fasttrack/foundation/clock/clock';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { FoundationModule } from '@fasttrack/foundation/foundation.module';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { EmbeddedQueueModule } from '@fasttrack/queue/embedded/embedded-queue.module';
import { aDatabase, mongoUri, dropDatabase } from '@fasttrack/storage/testing/open-mongo-store';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MongoStorageModule } from './mongo-storage.module';

@Module({})
class Root {}

describe('MongoStorageModule', () => {
  it('opens a store on an empty database and closes it after what still works with it', async () => {
    const database = aDatabase();
    const foundation = FoundationModule.with(loadConfig({ NODE_ENV: 'test' }));
    const app = await NestFactory.createApplicationContext(
      { module: Root, imports: [foundation, EmbeddedQueueModule, MongoStorageModule.at(mongoUri(), database)] },
      { logger: false, abortOnError: false },
    );
    const job = aJob();
    await expect(app.get(JobStore).insert([job])).resolves.toEqual(['inserted']);
    expect(Math.abs(app.get(Clock).now().getTime() - Date.now())).toBeLessThan(1000);
    const last = aJob();
    const inserted = app.get(JobStore).insert([last]);
    await app.close();
    await expect(inserted).resolves.toEqual(['inserted']);
    await expect(app.get(JobStore).find(job.id)).rejects.toMatchObject({ code: 'store.unavailable' });
    await dropDatabase(database);
  });
});
