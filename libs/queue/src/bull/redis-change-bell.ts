import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import type { JobEnding } from '@fasttrack/jobs/change-bell.port';
import { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { Subject } from 'rxjs';
import { v7 as uuidv7 } from 'uuid';
import { Lots } from './lots';
import { RedisConnections } from './redis-connections';

/** Endings that come this close together go as one message. */
const GAP_MS = 3;

/** What one process tells the others. */
interface Message {
  /** The process that sends it: it has heard its own endings already. */
  readonly from: string;
  readonly endings: readonly JobEnding[];
}

/** Rings in this process at once, and in all others by one message on Redis for many endings. */
@Injectable()
export class RedisChangeBell extends ChangeBell {
  private readonly endings = new Subject<JobEnding>();
  readonly endings$ = this.endings.asObservable();
  private readonly self = uuidv7();
  private readonly channel: string;
  private readonly lots = new Lots<JobEnding>((lot) => this.publish(lot));

  constructor(private readonly redis: RedisConnections) {
    super();
    this.channel = `${redis.prefix}:endings`;
    const { subscriber } = redis;
    subscriber.on('message', (channel: string, text: string) => {
      if (channel === this.channel) this.hear(text);
    });
    subscriber.on('ready', () => {
      // Fails only when the connection is lost: the next `ready` does it again.
      subscriber.subscribe(this.channel).catch(() => undefined);
    });
  }

  ring(ending: JobEnding): void {
    this.endings.next(ending);
    // Who waits elsewhere reads the job within a second anyway.
    this.lots.add(ending).catch(() => undefined);
  }

  private async publish(endings: readonly JobEnding[]): Promise<void> {
    const message: Message = { from: this.self, endings: endings.map(({ jobId, to }) => ({ jobId, to })) };
    await this.redis.commands.publish(this.channel, JSON.stringify(message));
    await pause(GAP_MS);
  }

  private hear(text: string): void {
    const message = messageOf(text);
    if (message === null || message.from === this.self) return;
    for (const ending of message.endings) this.endings.next(ending);
  }
}

/** `null` for what no process of ours has sent. */
function messageOf(text: string): Message | null {
  try {
    const { from, endings } = JSON.parse(text) as Partial<Message>;
    if (typeof from !== 'string' || !Array.isArray(endings)) return null;
    return { from, endings: endings.filter(isEnding) };
  } catch {
    return null;
  }
}

function isEnding(value: unknown): value is JobEnding {
  if (typeof value !== 'object' || value === null || !('jobId' in value) || !('to' in value)) return false;
  return typeof value.jobId === 'string' && JOB_STATUSES.includes(value.to as JobStatus);
}
