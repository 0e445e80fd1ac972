import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock/clock';
import { AppConfig } from './config/app-config';
import { Lifecycle } from './lifecycle';

/** What every part may ask for: the configuration, the time, and whether the process is stopping. */
@Module({})
export class FoundationModule {
  static with(config: AppConfig): DynamicModule {
    return {
      module: FoundationModule,
      global: true,
      providers: [{ provide: AppConfig, useValue: config }, { provide: Clock, useClass: SystemClock }, Lifecycle],
      exports: [AppConfig, Clock, Lifecycle],
    };
  }
}
