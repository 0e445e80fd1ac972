import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';

/** Where Redis is, the name that the bells of this installation share, and whether this process answers them. */
export interface BullQueueOptions {
  readonly url: string;
  readonly name: string;
  readonly isWorker: boolean;
}

/** Bells between processes, by Bull on Redis. */
@Module({})
export class BullQueueModule {
  static at(_options: BullQueueOptions): DynamicModule {
    return { module: BullQueueModule, global: true, providers: [], exports: [] };
  }
}
