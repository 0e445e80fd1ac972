import { ExecutorsModule } from '@fasttrack/executors/executors.module';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { FoundationModule } from '@fasttrack/foundation/foundation.module';
import { HealthModule } from '@fasttrack/health/health.module';
import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { QueueModule } from '@fasttrack/queue/queue.module';
import { WebhookModule } from '@fasttrack/webhook/webhook.module';
import type { DynamicModule, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { ServiceController } from './service.controller';

/**
 * The composition root: one adapter per port. An adapter that is not chosen is never loaded, nor its driver; the paths of
 * those imports are relative because the compiler rewrites no alias in them.
 */
@Module({})
export class AppModule {
  static async with(config: AppConfig): Promise<DynamicModule> {
    const adapters = [await storageFor(config), await queueFor(config), ExecutorsModule];
    return {
      module: AppModule,
      imports: [FoundationModule.with(config), ...adapters, JobsModule, QueueModule, WebhookModule, HealthModule],
      controllers: [ServiceController],
    };
  }
}

async function storageFor({ storage }: AppConfig): Promise<DynamicModule> {
  switch (storage.kind) {
    case 'mongo': {
      const { MongoStorageModule } = await import('../../../libs/storage/src/mongo/mongo-storage.module');
      return MongoStorageModule.at(storage.uri, storage.database);
    }
    case 'sqlite': {
      const { SqliteStorageModule } = await import('../../../libs/storage/src/sqlite/sqlite-storage.module');
      return SqliteStorageModule.in(storage.directory);
    }
  }
}

async function queueFor({ storage, queue, worker }: AppConfig): Promise<DynamicModule | Type> {
  switch (queue.kind) {
    case 'bull': {
      const { BullQueueModule } = await import('../../../libs/queue/src/bull/bull-queue.module');
      const name = storage.kind === 'mongo' ? storage.database : 'jobs';
      return BullQueueModule.at({ url: queue.url, name, isWorker: worker.isEnabled });
    }
    case 'embedded':
      return (await import('../../../libs/queue/src/embedded/embedded-queue.module')).EmbeddedQueueModule;
  }
}
