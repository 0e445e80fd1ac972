import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { Module } from '@nestjs/common';
import { WebhookController } from './webhook.controller';

/** Guarded callbacks of workers. */
@Module({ imports: [JobsModule], controllers: [WebhookController] })
export class WebhookModule {}
