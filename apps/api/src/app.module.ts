import { ExecutorsModule } from '@fasttrack/executors/executors.module';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { FoundationModule } from '@fasttrack/foundation/foundation.module';
import { HealthModule } from '@fasttrack/health/health.module';
import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { EmbeddedQueueModule } from '@fasttrack/queue/embedded/embedded-queue.module';
import { QueueModule } from '@fasttrack/queue/queue.module';
import { SqliteStorageModule } from '@fasttrack/storage/sqlite/sqlite-storage.module';
import { WebhookModule } from '@fasttrack/webhook/webhook.module';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { ServiceController } from './service.controller';

/** The composition root: one adapter per port. */
@Module({})
export class AppModule {
  static with(config: AppConfig): DynamicModule {
    const adapters = [SqliteStorageModule.in(config.storage.directory), EmbeddedQueueModule, ExecutorsModule];
    return {
      module: AppModule,
      imports: [FoundationModule.with(config), ...adapters, JobsModule, QueueModule, WebhookModule, HealthModule],
      controllers: [ServiceController],
    };
  }
}
