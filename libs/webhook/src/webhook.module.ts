import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { Module } from '@nestjs/common';
import { CallbackRecorder } from './callback-log/callback-recorder';
import { CallbacksController } from './callback-log/callbacks.controller';
import { RememberedMessages } from './remembered-messages';
import { WebhookController } from './webhook.controller';

/** Guarded callbacks of workers, and the log of them. */
@Module({
  imports: [JobsModule],
  controllers: [CallbacksController, WebhookController],
  providers: [CallbackRecorder, RememberedMessages],
})
export class WebhookModule {}
