import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';
import { until } from '@fasttrack/queue/testing/until';

describe('Work', () => {
  let worker: Worker;
  const open = async (env: NodeJS.ProcessEnv = {}): Promise<void> => {
    worker = await aWorker(3, env);
  };
  afterEach(() => worker.close());

  const submit = async () => {
    const job = aJob();
    await worker.opened.store.insert([job]);
    worker.events.emit({ jobId: job.id, type: job.type, event: 'created', to: 'PENDING', attempt: 0, by: 'api' });
    return job;
  };

  it('runs a job as soon as it is submitted, without waiting for a sweep', async () => {
    await open();
    await worker.work.start();
    const sweep = jest.spyOn(worker.opened.store, 'sweep');
    const job = await submit();
    await expect(worker.executor.next()).resolves.toMatchObject({ job: { id: job.id } });
    expect(sweep).not.toHaveBeenCalled();
  });

  it('finds by its sweep the jobs that waited before it started', async () => {
    await open();
    const job = aJob();
    await worker.opened.store.insert([job]);
    await worker.work.start();
    await expect(worker.executor.next()).resolves.toMatchObject({ job: { id: job.id } });
  });

  it('claims nothing when it is switched off, and still sweeps', async () => {
    await open({ WORKER_ENABLED: 'false' });
    await worker.work.start();
    await submit();
    const expired = aJob({ expiresAt: worker.opened.clock.now() });
    const failed = until(worker.events, 'failed');
    await worker.opened.store.insert([expired]);
    await expect(failed).resolves.toMatchObject({ jobId: expired.id });
    expect(worker.executor.runs).toHaveLength(0);
  });

  it('stops in order: runs end or are given back, and nothing is claimed after', async () => {
    await open({ SHUTDOWN_SECONDS: '1' });
    await worker.work.start();
    const job = await submit();
    await worker.executor.next();
    await worker.work.beforeApplicationShutdown();
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'PENDING', attempts: 0 });
    const late = await submit();
    await expect(worker.stored(late.id)).resolves.toMatchObject({ status: 'PENDING', attempt: 0 });
  });

  it('runs what waited as soon as its type has room again, without waiting for a sweep', async () => {
    await open();
    const { store, controls, clock } = worker.opened;
    const change = (wanted: object) => controls.change({ type: 'prompt', at: clock.now(), by: 'ada', ...wanted });
    await change({ concurrency: 1 });
    await worker.work.start();
    const swept = jest.spyOn(worker.openings, 'watch');
    const [first, second] = [await submit(), await submit()];
    const run = await worker.executor.next();
    expect(run.job.id).toBe(first.id);
    while (swept.mock.calls.length === 0) await new Promise(setImmediate);
    jest.spyOn(store, 'sweep').mockRejectedValue(new RangeError('away'));
    run.end({ kind: 'done', result: '{}' });
    await expect(worker.executor.next()).resolves.toMatchObject({ job: { id: second.id } });
    const third = await submit();
    await change({ concurrency: null });
    worker.openings.open('prompt');
    await expect(worker.executor.next()).resolves.toMatchObject({ job: { id: third.id } });
  });
});
