import { JobsModule } from '@fasttrack/jobs/jobs.module';
import { Global, Module } from '@nestjs/common';
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
      provide: EXECUTORS,
      inject: [SimulatedExecutor, HttpExecutors],
      useFactory: (simulated: SimulatedExecutor, http: HttpExecutors) => [simulated, ...http.all],
    },
  ],
  exports: [EXECUTORS],
})
export class ExecutorsModule {}
