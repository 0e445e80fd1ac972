import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Module } from '@nestjs/common';
import { JobTypeControl } from '../job-types/job-type-control';
import { JobTypeViews } from '../job-types/job-type-views';
import { JobTypes } from '../job-types/job-types';
import { jobTypesFor } from '../job-types/job-types-for';
import { JobExports } from '../export/job-exports';
import { JobWaiter } from '../job-waiter';
import { JobsModule } from '../jobs.module';
import { JobsService } from '../jobs.service';
import { BulkActions } from '../operations/bulk-actions';
import { OperationsService } from '../operations/operations.service';
import { Submits } from '../submits';
import { TestAid } from '../test-aid';
import { BatchController } from './batch.controller';
import { BulkController } from './bulk.controller';
import { ExportController } from './export.controller';
import { JobTypesController } from './job-types.controller';
import { JobsController } from './jobs.controller';
import { OperationsController } from './operations.controller';
import { StatsController } from './stats.controller';

/** Jobs over HTTP: submitting, reading and changing them. */
@Module({
  imports: [JobsModule],
  controllers: [
    BatchController,
    BulkController,
    ExportController,
    OperationsController,
    JobsController,
    JobTypesController,
    StatsController,
  ],
  providers: [
    { provide: JobTypes, inject: [AppConfig], useFactory: ({ jobTypes }: AppConfig) => jobTypesFor(jobTypes) },
    JobTypeViews,
    JobTypeControl,
    JobsService,
    BulkActions,
    JobExports,
    OperationsService,
    Submits,
    JobWaiter,
    TestAid,
  ],
})
export class JobsHttpModule {}
