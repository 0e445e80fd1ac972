import type { OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { BUILT_IN_TYPES } from '@fasttrack/jobs/job-types/built-in-types';
import type { TypeHolds } from '@fasttrack/jobs/type-holds';
import type { AiExecutor } from './ai-executor';

/** An executor for each model. The client of the models is loaded only where a type is answered by one. */
export class AiExecutors implements OnApplicationShutdown {
  private constructor(readonly all: readonly AiExecutor[]) {}

  static async open(config: AppConfig, clock: Clock, holds: TypeHolds): Promise<AiExecutors> {
    const { ai } = config;
    if (!ai) return new AiExecutors([]);
    const { AiExecutor } = await import('./ai-executor');
    const described = [...BUILT_IN_TYPES, ...config.jobTypes];
    const descriptions = new Map(described.map(({ name, description }) => [name, description]));
    const models = new Set([...ai.types.values()].map(({ model }) => model));
    return new AiExecutors(
      [...models].map((model) => new AiExecutor(model, { config, ai, clock, holds, descriptions })),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map((executor) => executor.close()));
  }
}
