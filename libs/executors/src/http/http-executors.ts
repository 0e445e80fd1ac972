import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { TypeHolds } from '@fasttrack/jobs/type-holds';
import { HttpExecutor } from './http-executor';

/** An executor for each target; types that are sent to the same one share it. */
@Injectable()
export class HttpExecutors implements OnApplicationShutdown {
  readonly all: readonly HttpExecutor[];

  constructor(config: AppConfig, clock: Clock, holds: TypeHolds) {
    const places = new Map([...config.targets.values()].map((target) => [target.url, target]));
    this.all = [...places.values()].map((target) => {
      const types = [...config.targets].filter(([, { url }]) => url === target.url).map(([type]) => type);
      return new HttpExecutor(target, types, { config, clock, holds });
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map((executor) => executor.close()));
  }
}
