import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import type { Bell } from './bells';
import { BullJobQueue } from './bull-job-queue';
import { JOB_QUEUE_NAME } from './bull-options';

/** Turns a bell from Redis into a wake. A worker without a free slot holds its one bell and leaves the rest to others. */
@Processor(JOB_QUEUE_NAME)
export class BullJobQueueProcessor {
  constructor(private readonly queue: BullJobQueue) {}

  @Process()
  ring({ data }: Job<Bell>): Promise<void> {
    return this.queue.answer(data);
  }
}
