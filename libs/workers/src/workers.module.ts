import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { Module } from '@nestjs/common';
import { PullClaims } from './pull-claims';
import { WorkerRuns } from './worker-runs';
import { WorkersController } from './workers.controller';

/** Jobs for workers that ask for them over HTTP. */
@Module({ imports: [JobsModule], controllers: [WorkersController], providers: [PullClaims, WorkerRuns] })
export class WorkersModule {}
