import { ExecutorsModule } from '@fasttrack/executors/executors.module';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { FoundationModule } from '@fasttrack/foundation/foundation.module';
import { MetricsModule } from '@fasttrack/foundation/metrics/metrics.module';
import { HealthModule } from '@fasttrack/health/health.module';
import { JobsHttpModule } from '@fasttrack/jobs/http/jobs-http.module';
import { QueueModule } from '@fasttrack/queue/queue.module';
import { WebhookModule } from '@fasttrack/webhook/webhook.module';
import { WorkersModule } from '@fasttrack/workers/workers.module';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { AdaptersModule } from '../../adapters.module';
import { ServiceController } from './service.controller';

/** The API, which also runs jobs unless it is told not to. */
@Module({})
export class AppModule {
  static async with(config: AppConfig): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        FoundationModule.with(config),
        await AdaptersModule.for(config),
        ExecutorsModule,
        JobsHttpModule,
        QueueModule,
        WebhookModule,
        WorkersModule,
        HealthModule,
        MetricsModule,
      ],
      controllers: [ServiceController],
    };
  }
}
