import { Module } from '@nestjs/common';
import { JobCallbacks } from './job-callbacks';
import { JobChanges } from './job-changes';
import { JobEndingRinger } from './job-ending-ringer';
import { JobEventLog } from './job-event-log';
import { JobEvents } from './job-events';
import { JobsController } from './http/jobs.controller';
import { StatsController } from './http/stats.controller';
import { JobsService } from './jobs.service';
import { TestAid } from './test-aid';

/** Jobs: submitting, reading, changing and settling them. */
@Module({
  controllers: [JobsController, StatsController],
  providers: [JobsService, JobChanges, JobCallbacks, JobEvents, JobEventLog, JobEndingRinger, TestAid],
  exports: [JobChanges, JobCallbacks, JobEvents],
})
export class JobsModule {}
