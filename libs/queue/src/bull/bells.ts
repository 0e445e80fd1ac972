import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import { JOB_QUEUE_NAME } from './bull-options';
import { Lots } from './lots';
import { RedisConnections } from './redis-connections';
import { RedisWatch } from './redis-watch';

/** Bells that wait in Redis: more than there are workers, so that one more would say nothing new. */
const WAITING_LIMIT = 200;
/** Bells that are rung at once, however many jobs came: each wakes a worker that takes all it can. */
const AT_ONCE = 32;

/** What a bell carries: the job that it was rung for. */
export interface Bell {
  readonly jobId: string;
}

/** No worker was told. The sweepers find the job within a second. */
class BellNotRungError extends Error {
  constructor(cause: unknown) {
    super(`Redis did not take the bell: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'BellNotRungError';
  }
}

/** Rings over Bull: few bells for many jobs, one lot under way, and none while enough are waiting. */
@Injectable()
export class Bells {
  private readonly lots = new Lots<string>((jobIds) => this.send(jobIds));
  private hasEnough = false;

  constructor(
    @InjectQueue(JOB_QUEUE_NAME) private readonly queue: Queue<Bell>,
    private readonly redis: RedisConnections,
    private readonly watch: RedisWatch,
  ) {}

  /** Rejects with `BellNotRungError` within a second. */
  ring(jobId: string): Promise<void> {
    return this.lots.add(jobId);
  }

  private async send(jobIds: readonly string[]): Promise<void> {
    try {
      // What the last lot saw may be long ago.
      if (this.hasEnough) await this.count();
      if (this.hasEnough) return;
      const bells = jobIds.slice(0, AT_ONCE).map((jobId) => this.queue.add({ jobId }));
      await Promise.all([...bells, this.count()]);
    } catch (error) {
      this.watch.failed(error);
      throw new BellNotRungError(error);
    }
  }

  private async count(): Promise<void> {
    this.hasEnough = (await this.redis.commands.llen(this.queue.toKey('wait'))) >= WAITING_LIMIT;
  }
}
