import { setTimeout as pause } from 'node:timers/promises';
import type { OpenQueue } from '@fasttrack/queue/testing/job-queue.contract';
import { describeJobQueue } from '@fasttrack/queue/testing/job-queue.contract';
import { BullProcess } from '@fasttrack/queue/testing/open-bull';
import { OpenRedis } from '@fasttrack/queue/testing/open-redis';
import { Wakes } from '@fasttrack/queue/testing/wakes';

/** Bells that nobody has taken. */
const waiting = ({ connections }: OpenRedis): Promise<number> =>
  connections.commands.llen(`${connections.prefix}:bells:wait`);

/** Resolves when the queue in Redis has stayed as it is for many times longer than a bell takes. */
async function still(redis: OpenRedis): Promise<void> {
  let last = '';
  for (let same = 0; same < 12;) {
    await pause(10);
    const { connections } = redis;
    const now = JSON.stringify([
      await waiting(redis),
      await connections.commands.lrange(`${connections.prefix}:bells:active`, 0, -1),
    ]);
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

async function openBullQueue(): Promise<OpenQueue> {
  const redis = await new OpenRedis().ready();
  const processes = [await BullProcess.open(redis.name)];
  return {
    queue: processes[0]!.queue,
    join: async () => {
      const process = await BullProcess.open(redis.name);
      processes.push(process);
      return process.queue;
    },
    settled: () => still(redis),
    close: async () => {
      for (const process of processes) await process.close();
      await redis.close();
    },
  };
}

describeJobQueue('bull', openBullQueue);

describe('BullJobQueue', () => {
  let redis: OpenRedis;
  let processes: BullProcess[];
  let wakes: Wakes;
  const open = async (isWorker = true): Promise<BullProcess> => {
    const process = await BullProcess.open(redis.name, undefined, isWorker);
    processes.push(process);
    return process;
  };

  beforeEach(async () => {
    redis = await new OpenRedis().ready();
    processes = [];
    wakes = new Wakes();
  });
  afterEach(async () => {
    wakes.answerAll();
    for (const process of processes) await process.close();
    await redis.close();
  });

  it('is well on this server', async () => {
    await expect((await open()).queue.degradation()).resolves.toBeNull();
  });

  it('leaves the bells alone in a process that does not start', async () => {
    const [worker, , api] = [await open(), await open(), await open(false)];
    await worker.queue.start(wakes.wake);
    for (const count of [1, 2, 3, 4, 5, 6]) {
      await api.queue.enqueue(`job-${count}`);
      await wakes.heard(count);
      wakes.answer();
    }
  });

  it('leaves all bells but the one it holds to others while it is full', async () => {
    const [full, free] = [await open(), await open()];
    const others = new Wakes();
    others.answerAll();
    await full.queue.start(wakes.wake);
    await full.queue.enqueue('first');
    await wakes.heard(1);
    await free.queue.start(others.wake);
    for (const count of [1, 2, 3, 4, 5]) {
      await full.queue.enqueue(`job-${count}`);
      await others.heard(count);
    }
    expect(wakes.count).toBe(1);
  });

  it('keeps Redis small however many bells are rung', async () => {
    const [first, second] = [await open(false), await open(false)];
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        Array.from({ length: 1000 }, (_, n) => [first, second][n % 2]!.queue.enqueue(`job-${round}-${n}`)),
      );
    }
    expect(await waiting(redis)).toBeGreaterThan(0);
    expect((await redis.keys()).length).toBeLessThan(1100);
  });

  it('leaves nothing of a bell that was answered', async () => {
    const { queue } = await open();
    wakes.answerAll();
    await queue.start(wakes.wake);
    await Promise.all(Array.from({ length: 100 }, (_, n) => queue.enqueue(`job-${n}`)));
    await still(redis);
    expect(await redis.keys()).not.toContainEqual(expect.stringMatching(/:bells:(\d+|wait|active|completed|failed)/));
  });
});
