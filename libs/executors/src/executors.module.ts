import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { TypeHolds } from '@fasttrack/jobs/type-holds';
import { Global, Module } from '@nestjs/common';
import { AiExecutors } from './ai/ai-executors';
import { EXECUTORS } from './executor.port';
import { HttpExecutors } from './http/http-executors';
import { SimulatedExecutor } from './simulated/simulated-executor';

/** Everything that can run a job. */
@Global()
@Module({
  imports: [JobsModule],
  providers: [
    SimulatedExecutor,
    HttpExecutors,
    {
      provide: AiExecutors,
      inject: [AppConfig, Clock, TypeHolds],
      useFactory: (config: AppConfig, clock: Clock, holds: TypeHolds) => AiExecutors.open(config, clock, holds),
    },
    {
      provide: EXECUTORS,
      inject: [SimulatedExecutor, HttpExecutors, AiExecutors],
      useFactory: (simulated: SimulatedExecutor, http: HttpExecutors, ai: AiExecutors) => [
        simulated,
        ...http.all,
        ...ai.all,
      ],
    },
  ],
  exports: [EXECUTORS],
})
export class ExecutorsModule {}
