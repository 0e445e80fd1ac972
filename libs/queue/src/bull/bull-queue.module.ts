import { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import { BullModule } from '@nestjs/bull';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { JobQueue } from '../job-queue.port';
import { Bells } from './bells';
import { BullJobQueue } from './bull-job-queue';
import { BullJobQueueProcessor } from './bull-job-queue.processor';
import { JOB_QUEUE_NAME, bullOptions } from './bull-options';
import { RedisChangeBell } from './redis-change-bell';
import { RedisChangeNumber } from './redis-change-number';
import { RedisConnections } from './redis-connections';
import { RedisModule } from './redis.module';

/** Where Redis is, the name that the bells of this installation share, and whether this process answers them. */
export interface BullQueueOptions {
  readonly url: string;
  readonly name: string;
  readonly isWorker: boolean;
}

/** Bells between processes, by Bull on Redis. */
@Module({})
export class BullQueueModule {
  static at({ url, name, isWorker }: BullQueueOptions): DynamicModule {
    const redis = RedisModule.at(url, `fasttrack:${name}`);
    const bull = BullModule.registerQueueAsync({
      name: JOB_QUEUE_NAME,
      imports: [redis],
      inject: [RedisConnections],
      useFactory: bullOptions,
    });
    return {
      module: BullQueueModule,
      global: true,
      imports: [redis, bull],
      providers: [
        Bells,
        BullJobQueue,
        ...(isWorker ? [BullJobQueueProcessor] : []),
        { provide: JobQueue, useExisting: BullJobQueue },
        { provide: ChangeBell, useClass: RedisChangeBell },
        { provide: ChangeNumber, useClass: RedisChangeNumber },
      ],
      exports: [JobQueue, ChangeBell, ChangeNumber],
    };
  }
}
