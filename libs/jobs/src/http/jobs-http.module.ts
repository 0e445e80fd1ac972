import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs.module';
import { JobsService } from '../jobs.service';
import { TestAid } from '../test-aid';
import { JobsController } from './jobs.controller';
import { StatsController } from './stats.controller';

/** Jobs over HTTP: submitting, reading and changing them. */
@Module({
  imports: [JobsModule],
  controllers: [JobsController, StatsController],
  providers: [JobsService, TestAid],
})
export class JobsHttpModule {}
