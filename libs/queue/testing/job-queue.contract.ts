import type { JobQueue } from '../src/job-queue.port';
import { Wakes } from './wakes';

/** A queue that no one has started. */
export interface OpenQueue {
  readonly queue: JobQueue;
  /** The same queue as another process would open it. */
  join(): Promise<JobQueue>;
  /** Resolves when every bell rung so far had its chance to be heard. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** What every adapter of `JobQueue` must do. */
export function describeJobQueue(adapter: string, open: () => Promise<OpenQueue>): void {
  describe(`JobQueue contract: ${adapter}`, () => {
    let opened: OpenQueue;
    let wakes: Wakes;

    beforeEach(async () => {
      opened = await open();
      wakes = new Wakes();
    });
    afterEach(async () => {
      wakes.answerAll();
      await opened.close();
    });

    it('wakes for a bell', async () => {
      await opened.queue.start(wakes.wake);
      await opened.queue.enqueue('job-1');
      await wakes.heard(1);
    });

    it('wakes again for a bell that comes after one was answered', async () => {
      await opened.queue.start(wakes.wake);
      for (const count of [1, 2, 3]) {
        await opened.queue.enqueue(`job-${count}`);
        await wakes.heard(count);
        wakes.answer();
      }
      expect(wakes.count).toBe(3);
    });

    it('does not wake without a bell', async () => {
      await opened.queue.start(wakes.wake);
      await opened.settled();
      expect(wakes.count).toBe(0);
    });

    it('loses no bell that comes while one is being answered, and makes few of many', async () => {
      await opened.queue.start(wakes.wake);
      await opened.queue.enqueue('first');
      await wakes.heard(1);
      await Promise.all(Array.from({ length: 50 }, (_, n) => opened.queue.enqueue(`job-${n}`)));
      wakes.answer();
      await wakes.heard(2);
      wakes.answerAll();
      await opened.settled();
      expect(wakes.count).toBeLessThanOrEqual(51);
    });

    it.each([0, 1, 2, 3, 4, 5, 6, 7])('loses no bell that comes %i ticks after a wake was answered', async (ticks) => {
      await opened.queue.start(wakes.wake);
      await opened.queue.enqueue('first');
      await wakes.heard(1);
      wakes.answer();
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      await opened.queue.enqueue('second');
      await opened.settled();
      expect(wakes.count).toBe(2);
    });

    it('never wakes while a wake is being answered', async () => {
      await opened.queue.start(wakes.wake);
      await opened.queue.enqueue('first');
      await wakes.heard(1);
      await opened.queue.enqueue('second');
      await opened.settled();
      expect(wakes.count).toBe(1);
      wakes.answerAll();
      await wakes.heard(2);
      await opened.settled();
      expect(wakes.mostAtOnce).toBe(1);
    });

    it('keeps a bell that came before the start', async () => {
      await opened.queue.enqueue('early');
      await opened.settled();
      await opened.queue.start(wakes.wake);
      await wakes.heard(1);
    });

    it('takes nothing new after the shutdown', async () => {
      await opened.queue.start(wakes.wake);
      await opened.queue.shutdown();
      await opened.queue.enqueue('late').catch(() => undefined);
      await opened.settled();
      expect(wakes.count).toBe(0);
    });

    it('resolves its shutdown only when nothing is being delivered', async () => {
      await opened.queue.start(wakes.wake);
      await opened.queue.enqueue('job-1');
      await wakes.heard(1);
      let isDown = false;
      const shutdown = opened.queue.shutdown().then(() => (isDown = true));
      await opened.settled();
      expect(isDown).toBe(false);
      wakes.answer();
      await shutdown;
      expect(wakes.unanswered).toBe(0);
    });

    it('leaves the bells that wait at the shutdown unanswered', async () => {
      await opened.queue.start(wakes.wake);
      await opened.queue.enqueue('job-1');
      await wakes.heard(1);
      await opened.queue.enqueue('job-2');
      const shutdown = opened.queue.shutdown();
      wakes.answerAll();
      await shutdown;
      await opened.settled();
      expect(wakes.count).toBe(1);
    });

    it('may be shut down twice, and before it was started', async () => {
      await opened.queue.shutdown();
      await expect(opened.queue.shutdown()).resolves.toBeUndefined();
    });

    it('reaches other processes exactly if it says that it is shared', async () => {
      const other = await opened.join();
      await other.start(wakes.wake);
      await opened.queue.enqueue('job-1');
      if (opened.queue.isShared) await wakes.heard(1);
      await opened.settled();
      expect(wakes.count > 0).toBe(opened.queue.isShared);
      wakes.answerAll();
      await other.shutdown();
    });
  });
}
