import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { Module } from '@nestjs/common';
import { RememberedMessages } from './remembered-messages';
import { WebhookController } from './webhook.controller';

/** Guarded callbacks of workers. */
@Module({ imports: [JobsModule], controllers: [WebhookController], providers: [RememberedMessages] })
export class WebhookModule {}
