import { ExecutorsModule } from '@fasttrack/executors/executors.module';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { FoundationModule } from '@fasttrack/foundation/foundation.module';
import { MetricsModule } from '@fasttrack/foundation/metrics/metrics.module';
import { HealthModule } from '@fasttrack/health/health.module';
import { QueueModule } from '@fasttrack/queue/queue.module';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { AdaptersModule } from '../../adapters.module';

/** A process that runs jobs and answers nothing but probes and metrics. */
@Module({})
export class AppModule {
  static async with(config: AppConfig): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        FoundationModule.with(config),
        await AdaptersModule.for(config),
        ExecutorsModule,
        QueueModule,
        HealthModule,
        MetricsModule,
      ],
    };
  }
}
