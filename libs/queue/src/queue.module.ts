import { Module } from '@nestjs/common';
import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { Dispatcher } from './dispatcher';
import { Leases } from './leases';
import { QueueMetrics } from './queue-metrics';
import { RunSettlement } from './run-settlement';
import { Sweeper } from './sweeper';
import { Work } from './work';

/** Takes jobs and runs them by the executors that the composition root gives. */
@Module({ imports: [JobsModule], providers: [Dispatcher, Leases, QueueMetrics, RunSettlement, Sweeper, Work] })
export class QueueModule {}
