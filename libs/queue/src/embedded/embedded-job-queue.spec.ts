import type { OpenQueue } from '@fasttrack/queue/testing/job-queue.contract';
import { describeJobQueue } from '@fasttrack/queue/testing/job-queue.contract';
import { Wakes } from '@fasttrack/queue/testing/wakes';
import { EmbeddedJobQueue } from './embedded-job-queue';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
};

function openEmbeddedQueue(): Promise<OpenQueue> {
  const queue = new EmbeddedJobQueue();
  return Promise.resolve({
    queue,
    join: () => Promise.resolve(new EmbeddedJobQueue()),
    settled: turns,
    close: () => queue.shutdown(),
  });
}

describeJobQueue('embedded', openEmbeddedQueue);

describe('EmbeddedJobQueue', () => {
  it('makes one wake of all bells of one turn, and one more of all that come meanwhile', async () => {
    const queue = new EmbeddedJobQueue();
    const wakes = new Wakes();
    await queue.start(wakes.wake);
    await Promise.all(Array.from({ length: 50 }, () => queue.enqueue()));
    await turns();
    expect(wakes.count).toBe(1);
    await Promise.all(Array.from({ length: 50 }, () => queue.enqueue()));
    wakes.answer();
    await turns();
    expect(wakes.count).toBe(2);
    wakes.answerAll();
    await turns();
    expect(wakes.count).toBe(2);
    await queue.shutdown();
  });
});
