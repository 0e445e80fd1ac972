import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { createConnection } from 'mongoose';
import { connect } from './connect';
import { connectionOptions } from './connection-options';

/**
 * The connection that the models of `MongooseModule` use. `MongooseModule.forRoot` would close it before the store has
 * written what it still has; here the store closes it.
 */
@Module({})
export class MongoConnectionModule {
  static to(uri: string, database: string): DynamicModule {
    const connection = {
      provide: getConnectionToken(),
      useFactory: () => connect(createConnection(uri, connectionOptions(database)), uri, database),
    };
    return { module: MongoConnectionModule, global: true, providers: [connection], exports: [connection] };
  }
}
