import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';
import { BullProcess } from '@fasttrack/queue/testing/open-bull';
import { OpenRedis } from '@fasttrack/queue/testing/open-redis';

describe('two workers with one slot each', () => {
  let redis: OpenRedis;
  let processes: BullProcess[];
  let one: Worker;
  let two: Worker;

  beforeEach(async () => {
    redis = await new OpenRedis().ready();
    processes = await Promise.all([BullProcess.open(redis.name), BullProcess.open(redis.name)]);
    const [first, second] = processes.map(({ queue, bell }) => ({ queue, bell }));
    one = await aWorker(1, {}, first);
    two = await aWorker(1, {}, { ...second, opened: one.opened });
  });
  afterEach(async () => {
    await Promise.all([one.stop(), two.stop()]);
    await one.opened.close();
    await Promise.all(processes.map((process) => process.close()));
    await redis.close();
  });

  const submit = async () => {
    const job = aJob();
    await one.opened.store.insert([job]);
    one.events.emit({ jobId: job.id, type: job.type, event: 'created', to: 'PENDING', attempt: 0, by: 'api' });
    return job;
  };

  it('hand each job to the one that is free, without a sweep', async () => {
    const sweep = jest
      .spyOn(one.opened.store, 'sweep')
      .mockResolvedValue({ changed: [], removed: [], capped: [], ready: [], hasMore: false });
    await one.work.start();
    const held = await submit();
    await expect(one.executor.next()).resolves.toMatchObject({ job: { id: held.id } });
    await two.work.start();
    for (let round = 0; round < 5; round++) {
      const job = await submit();
      const run = await two.executor.next();
      expect(run.job.id).toBe(job.id);
      run.end({ kind: 'done', result: '{}' });
    }
    expect(one.executor.runs).toHaveLength(1);
    sweep.mockRestore();
  });

  it('run fifty jobs, each once', async () => {
    await Promise.all([one.work.start(), two.work.start()]);
    const jobs = await Promise.all(Array.from({ length: 50 }, submit));
    const seen: string[] = [];
    const work = async ({ executor }: Worker): Promise<void> => {
      while (seen.length < jobs.length) {
        const run = await Promise.race([executor.next(), done]);
        if (run === undefined) return;
        seen.push(run.job.id);
        if (seen.length === jobs.length) finish();
        run.end({ kind: 'done', result: '{}' });
      }
    };
    let finish: () => void = () => undefined;
    const done = new Promise<undefined>((resolve) => {
      finish = () => {
        resolve(undefined);
      };
    });
    await Promise.all([work(one), work(two)]);
    expect([...seen].sort()).toEqual(jobs.map(({ id }) => id).sort());
    expect(Math.min(one.executor.runs.length, two.executor.runs.length)).toBeGreaterThan(0);
  });
});
