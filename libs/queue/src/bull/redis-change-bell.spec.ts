import type { JobEnding } from '@fasttrack/jobs/change-bell.port';
import { cancel } from '@fasttrack/jobs/job-life';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';
import { OpenRedis, aName } from '@fasttrack/queue/testing/open-redis';
import { firstValueFrom, take, toArray } from 'rxjs';
import { RedisChangeBell } from './redis-change-bell';

const ending = (n: number): JobEnding => ({ jobId: `job-${n}`, to: 'COMPLETED' });
const endings = (count: number): JobEnding[] => Array.from({ length: count }, (_, n) => ending(n));

describe('RedisChangeBell', () => {
  let redis: OpenRedis;
  let other: OpenRedis;
  let here: RedisChangeBell;
  let there: RedisChangeBell;

  /** The bell of one process, once it hears the others. */
  async function listen(opened: OpenRedis): Promise<RedisChangeBell> {
    const subscribed = new Promise<void>((resolve) => {
      const { subscriber } = opened.connections;
      subscriber.once('ready', () => {
        // Answered after the subscription that was asked for before.
        void subscriber.ping().then(() => {
          resolve();
        });
      });
    });
    const bell = new RedisChangeBell(opened.connections);
    await subscribed;
    return bell;
  }

  beforeEach(async () => {
    const name = aName();
    [redis, other] = [new OpenRedis(name), new OpenRedis(name)];
    [here, there] = await Promise.all([listen(redis), listen(other)]);
    await Promise.all([redis.ready(), other.ready()]);
  });
  afterEach(async () => {
    other.connections.onApplicationShutdown();
    await redis.close();
  });

  const next = (bell: RedisChangeBell, count: number): Promise<JobEnding[]> =>
    firstValueFrom(bell.endings$.pipe(take(count), toArray()));

  it('rings here before it returns', () => {
    const heard: JobEnding[] = [];
    here.endings$.subscribe((one) => heard.push(one));
    here.ring(ending(1));
    expect(heard).toEqual([ending(1)]);
  });

  it('rings in other processes, in order, once, and not again here', async () => {
    const own: JobEnding[] = [];
    here.endings$.subscribe((one) => own.push(one));
    const heard = next(there, 101);
    for (const one of endings(100)) here.ring(one);
    // The last comes back as a message of its own: by then every echo would have come too.
    const back = next(there, 100).then(() => {
      there.ring({ jobId: 'back', to: 'FAILED' });
    });
    await back;
    await expect(heard).resolves.toEqual([...endings(100), { jobId: 'back', to: 'FAILED' }]);
    while (own.at(-1)?.jobId !== 'back') await new Promise(setImmediate);
    expect(own).toEqual([...endings(100), { jobId: 'back', to: 'FAILED' }]);
  });

  it('makes few messages of many endings', async () => {
    const publish = jest.spyOn(redis.connections.commands, 'publish');
    const heard = next(there, 1000);
    for (const one of endings(1000)) here.ring(one);
    await heard;
    expect(publish.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it.each([
    '',
    '{',
    'null',
    '7',
    '{}',
    '{"from":"x","endings":[null,7,{"jobId":7,"to":"FAILED"},{"jobId":"a","to":"GONE"}]}',
  ])('takes no harm from a message of others: %s', async (text) => {
    const heard = next(there, 1);
    await redis.connections.commands.publish(`${redis.connections.prefix}:endings`, text);
    here.ring(ending(1));
    await expect(heard).resolves.toEqual([ending(1)]);
  });

  it('hears nothing of another installation on the same server', async () => {
    const foreign = await new OpenRedis().ready();
    const heard = next(there, 1);
    await foreign.connections.commands.publish(
      `${foreign.connections.prefix}:endings`,
      JSON.stringify({ from: 'x', endings: [ending(7)] }),
    );
    here.ring(ending(1));
    await expect(heard).resolves.toEqual([ending(1)]);
    await foreign.close();
  });

  describe('between two workers', () => {
    let one: Worker;
    let two: Worker;
    beforeEach(async () => {
      one = await aWorker(2, {}, { bell: here });
      two = await aWorker(2, {}, { bell: there, opened: one.opened });
    });
    afterEach(async () => {
      await two.stop();
      await one.close();
    });

    it('aborts a run at once when its job is cancelled in another process', async () => {
      const job = aJob();
      await one.opened.store.insert([job]);
      await one.dispatcher.wake();
      const run = await one.executor.next();
      const aborted = new Promise((resolve) => {
        run.signal.addEventListener('abort', resolve);
      });
      const started = performance.now();
      await two.changes.change(job.id, (current) => cancel(current, { at: two.opened.clock.now(), by: 'api' }));
      await aborted;
      expect(performance.now() - started).toBeLessThan(1000);
      expect(run.signal.reason).toBe('cancelled');
    });
  });
});
