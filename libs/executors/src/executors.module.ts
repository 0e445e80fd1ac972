import { Global, Module } from '@nestjs/common';
import { EXECUTORS } from './executor.port';
import { SimulatedExecutor } from './simulated/simulated-executor';

/** Everything that can run a job. */
@Global()
@Module({
  providers: [
    SimulatedExecutor,
    { provide: EXECUTORS, inject: [SimulatedExecutor], useFactory: (simulated: SimulatedExecutor) => [simulated] },
  ],
  exports: [EXECUTORS],
})
export class ExecutorsModule {}
