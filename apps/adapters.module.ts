import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { DynamicModule, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';

/**
 * Turns the configuration into one adapter per port, for every kind of process. An adapter that is not chosen is never
 * loaded, nor its driver; the paths of those imports are relative because the compiler rewrites no alias in them.
 */
@Module({})
export class AdaptersModule {
  static async for(config: AppConfig): Promise<DynamicModule> {
    return { module: AdaptersModule, imports: [await storageFor(config), await queueFor(config)] };
  }
}

async function storageFor({ storage }: AppConfig): Promise<DynamicModule> {
  switch (storage.kind) {
    case 'mongo': {
      const { MongoStorageModule } = await import('../libs/storage/src/mongo/mongo-storage.module');
      return MongoStorageModule.at(storage.uri, storage.database);
    }
    case 'sqlite': {
      const { SqliteStorageModule } = await import('../libs/storage/src/sqlite/sqlite-storage.module');
      return SqliteStorageModule.in(storage.directory);
    }
  }
}

async function queueFor({ storage, queue, worker }: AppConfig): Promise<DynamicModule | Type> {
  switch (queue.kind) {
    case 'bull': {
      const { BullQueueModule } = await import('../libs/queue/src/bull/bull-queue.module');
      const name = storage.kind === 'mongo' ? storage.database : 'jobs';
      return BullQueueModule.at({ url: queue.url, name, isWorker: worker.isEnabled });
    }
    case 'embedded':
      return (await import('../libs/queue/src/embedded/embedded-queue.module')).EmbeddedQueueModule;
  }
}
