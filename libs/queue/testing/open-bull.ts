import { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BullQueueModule } from '../src/bull/bull-queue.module';
import { JobQueue } from '../src/job-queue.port';
import { redisUrl } from './open-redis';

/** What one process has of the bells over Redis: the module as the application loads it. */
export class BullProcess {
  readonly queue: JobQueue;
  readonly bell: ChangeBell;
  readonly changeNumber: ChangeNumber;

  private constructor(private readonly context: INestApplicationContext) {
    this.queue = context.get(JobQueue);
    this.bell = context.get(ChangeBell);
    this.changeNumber = context.get(ChangeNumber);
  }

  static async open(name: string, url = redisUrl(), isWorker = true): Promise<BullProcess> {
    const module = BullQueueModule.at({ url, name, isWorker });
    return new BullProcess(await NestFactory.createApplicationContext(module, { logger: false }));
  }

  async close(): Promise<void> {
    await this.queue.shutdown();
    await this.context.close();
  }
}
