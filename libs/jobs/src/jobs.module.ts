import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Module } from '@nestjs/common';
import { JobViews } from './http/job-views';
import { TypeRules } from './job-types/type-rules';
import { TypeStates } from './job-types/type-states';
import { TypeWaits } from './job-types/type-waits';
import { JobCallbacks } from './job-callbacks';
import { JobChanges } from './job-changes';
import { JobEndingRinger } from './job-ending-ringer';
import { JobEventLog } from './job-event-log';
import { JobEvents } from './job-events';
import { ManyChanges } from './many-changes';
import { OperationRunner } from './operations/operation-runner';
import { JobMetrics } from './job-metrics';
import { Simulations } from './simulation/simulations';
import { StoreMetrics } from './store-metrics';
import { TypeHolds } from './type-holds';
import { TypeOpenings } from './type-openings';
import { UsageMetrics } from './usage-metrics';
import { WorkerPresence } from './worker-presence';

/** What every process does with jobs: changing and settling them, and saying what happened. */
@Module({
  providers: [
    { provide: TypeRules, inject: [AppConfig], useFactory: (config: AppConfig) => new TypeRules(config) },
    ...[JobChanges, JobCallbacks, JobEvents, JobEventLog, JobEndingRinger, JobMetrics, StoreMetrics, UsageMetrics],
    ...[ManyChanges, OperationRunner, Simulations],
    ...[TypeHolds, TypeOpenings, TypeStates, TypeWaits, WorkerPresence, JobViews],
  ],
  exports: [
    ManyChanges,
    OperationRunner,
    Simulations,
    JobChanges,
    JobCallbacks,
    JobEvents,
    TypeRules,
    TypeHolds,
    TypeOpenings,
    TypeStates,
    TypeWaits,
    WorkerPresence,
    JobViews,
  ],
})
export class JobsModule {}
