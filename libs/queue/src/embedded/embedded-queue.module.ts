import { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import { Global, Module } from '@nestjs/common';
import { JobQueue } from '../job-queue.port';
import { EmbeddedChangeBell } from './embedded-change-bell';
import { EmbeddedJobQueue } from './embedded-job-queue';
import { NoChangeNumber } from './no-change-number';

/** Bells inside one process. */
@Global()
@Module({
  providers: [
    { provide: JobQueue, useClass: EmbeddedJobQueue },
    { provide: ChangeBell, useClass: EmbeddedChangeBell },
    { provide: ChangeNumber, useClass: NoChangeNumber },
  ],
  exports: [JobQueue, ChangeBell, ChangeNumber],
})
export class EmbeddedQueueModule {}
