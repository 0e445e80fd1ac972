import { InjectQueue } from '@nestjs/bull';
import type { OnModuleDestroy } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { ProcessCallbackFunction, Queue } from 'bull';
import { JobQueue } from '../job-queue.port';
import type { Bell } from './bells';
import { Bells } from './bells';
import { JOB_QUEUE_NAME } from './bull-options';
import { RedisConnections } from './redis-connections';
import { RedisWatch } from './redis-watch';
import { within } from './within';

/** Longest time that Bull may take to close: it tries to reach Redis once more. */
const CLOSING_MS = 1000;

/** Bells over Redis, by Bull. A process takes one bell at a time, and none before it was started. */
@Injectable()
export class BullJobQueue extends JobQueue implements OnModuleDestroy {
  readonly isShared = true;
  private readonly logger = new Logger('BullJobQueue');
  private wake: (() => Promise<void>) | undefined;
  private delivery: Promise<void> | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    @InjectQueue(JOB_QUEUE_NAME) private readonly queue: Queue<Bell>,
    private readonly bells: Bells,
    private readonly redis: RedisConnections,
    private readonly watch: RedisWatch,
  ) {
    super();
    this.tame();
  }

  enqueue(jobId: string): Promise<void> {
    return this.bells.ring(jobId);
  }

  async start(wake: () => Promise<void>): Promise<void> {
    this.wake = wake;
    await this.queue.resume(true);
  }

  degradation(): Promise<string | null> {
    return this.watch.trouble();
  }

  async shutdown(): Promise<void> {
    await Promise.all([this.delivery, this.leave()]);
  }

  /** Who has a bell may not be able to answer it before others have stopped: this waits for nobody. */
  async onModuleDestroy(): Promise<void> {
    await this.leave();
  }

  /** Wakes this process for a bell that Bull took; a bell that came too late goes back to the others. */
  async answer({ jobId }: Bell): Promise<void> {
    if (this.wake === undefined) {
      await this.enqueue(jobId);
      return;
    }
    this.delivery = this.wake();
    await this.delivery;
  }

  private leave(): Promise<void> {
    this.wake = undefined;
    // At once: Bull takes the next bell in the same command that ends this one, unless it is closing.
    this.closing ??= within(CLOSING_MS, this.queue.close(true), undefined);
    // Bull would wait for its blocking command to say goodbye.
    this.redis.leaveBlocking();
    return this.closing;
  }

  private tame(): void {
    const { queue } = this;
    const process = queue.process.bind(queue) as (callback: ProcessCallbackFunction<Bell>) => Promise<void>;
    // Bull rejects with nothing when a connection ends without an error.
    const report = (error?: Error): void => {
      this.logger.debug({ msg: 'bell not answered', reason: error?.message ?? 'connection ended' });
    };
    Object.assign(queue, {
      // Nest drops this promise, and it rejects when the program ends before Redis was ever there.
      process: (callback: ProcessCallbackFunction<Bell>) => process(callback).catch(report),
      // It rejects for the same reason and is dropped by Bull. The connections have their names.
      setWorkerName: () => Promise.resolve(),
    });
    queue.on('error', report);
    // Held until the start: a process that never starts takes no bell from others.
    void queue.pause(true);
  }
}
