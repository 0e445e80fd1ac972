import { Injectable } from '@nestjs/common';
import { JobQueue } from '../job-queue.port';

/** A signal inside the process. Bells that come while one is being answered become one. */
@Injectable()
export class EmbeddedJobQueue extends JobQueue {
  readonly isShared = false;
  private wake: (() => Promise<void>) | undefined;
  private hasBell = false;
  private delivery: Promise<void> | undefined;

  enqueue(): Promise<void> {
    this.hasBell = true;
    this.deliver();
    return Promise.resolve();
  }

  start(wake: () => Promise<void>): Promise<void> {
    this.wake = wake;
    this.deliver();
    return Promise.resolve();
  }

  degradation(): Promise<null> {
    return Promise.resolve(null);
  }

  async shutdown(): Promise<void> {
    this.wake = undefined;
    await this.delivery;
  }

  private deliver(): void {
    this.delivery ??= this.answerBells();
  }

  private async answerBells(): Promise<void> {
    // One turn later: the bells of one batch of submits become one.
    await new Promise(setImmediate);
    while (this.hasBell && this.wake) {
      this.hasBell = false;
      await this.wake();
    }
    // In the same tick as the last look at `hasBell`: a bell that comes now must start a delivery of its own.
    this.delivery = undefined;
  }
}
