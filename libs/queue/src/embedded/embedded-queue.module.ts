import { Global, Module } from '@nestjs/common';
import { JobQueue } from '../job-queue.port';
import { EmbeddedJobQueue } from './embedded-job-queue';

/** Bells inside one process. */
@Global()
@Module({ providers: [{ provide: JobQueue, useClass: EmbeddedJobQueue }], exports: [JobQueue] })
export class EmbeddedQueueModule {}
