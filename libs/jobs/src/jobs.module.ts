import { Module } from '@nestjs/common';
import { JobCallbacks } from './job-callbacks';
import { JobChanges } from './job-changes';
import { JobEndingRinger } from './job-ending-ringer';
import { JobEventLog } from './job-event-log';
import { JobEvents } from './job-events';
import { JobMetrics } from './job-metrics';
import { StoreMetrics } from './store-metrics';

/** What every process does with jobs: changing and settling them, and saying what happened. */
@Module({
  providers: [JobChanges, JobCallbacks, JobEvents, JobEventLog, JobEndingRinger, JobMetrics, StoreMetrics],
  exports: [JobChanges, JobCallbacks, JobEvents],
})
export class JobsModule {}
