import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { AppConfig } from './config/app-config';
import { Lifecycle } from './lifecycle';

/** What every part may ask for: the configuration, and whether the process is stopping. The time comes from the store. */
@Module({})
export class FoundationModule {
  static with(config: AppConfig): DynamicModule {
    return {
      module: FoundationModule,
      global: true,
      providers: [{ provide: AppConfig, useValue: config }, Lifecycle],
      exports: [AppConfig, Lifecycle],
    };
  }
}
