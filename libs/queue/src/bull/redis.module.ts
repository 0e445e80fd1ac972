import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { RedisConnections } from './redis-connections';
import { RedisWatch } from './redis-watch';

/** The connections to one Redis, watched. */
@Module({})
export class RedisModule {
  static at(url: string, prefix: string): DynamicModule {
    return {
      module: RedisModule,
      providers: [{ provide: RedisConnections, useFactory: () => new RedisConnections(url, prefix) }, RedisWatch],
      exports: [RedisConnections, RedisWatch],
    };
  }
}
