import { cancel } from '@fasttrack/jobs/job-life';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';
import { until } from '@fasttrack/queue/testing/until';

const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;

describe('Dispatcher', () => {
  let worker: Worker;
  beforeEach(async () => {
    worker = await aWorker(2);
  });
  afterEach(() => worker.close());

  const submit = async (...overrides: Parameters<typeof aJob>) => {
    const job = aJob(...overrides);
    await worker.opened.store.insert([job]);
    return job;
  };
  const startOne = async () => {
    const job = await submit();
    await worker.dispatcher.wake();
    return { job, run: await worker.executor.next() };
  };

  it('claims a job, says so, and hands it to its executor with the lease of this process', async () => {
    const claimed = until(worker.events, 'claimed');
    const { job, run } = await startOne();
    await expect(claimed).resolves.toMatchObject({ jobId: job.id, attempt: 1, to: 'PROCESSING' });
    expect(run.job).toMatchObject({ id: job.id, payload: job.payload, lease: { holder: (await claimed).by } });
  });

  it('runs the most urgent jobs first, as many as it has slots', async () => {
    const [calm, middle, urgent] = [
      await submit({ priority: 1 }),
      await submit({ priority: 3 }),
      await submit({ priority: 5 }),
    ];
    void worker.dispatcher.wake();
    const runs = [await worker.executor.next(), await worker.executor.next()];
    expect(runs.map(({ job }) => job.id)).toEqual([urgent.id, middle.id]);
    await expect(worker.stored(calm.id)).resolves.toMatchObject({ status: 'PENDING' });
  });

  it('takes the next job when a run ends, and only then is ready for another bell', async () => {
    const [first, , third] = [await submit(), await submit(), await submit()];
    let isReady = false;
    const ready = worker.dispatcher.wake().then(() => (isReady = true));
    const run = await worker.executor.next();
    await worker.executor.next();
    expect(isReady).toBe(false);
    const completed = until(worker.events, 'completed');
    run.end({ kind: 'done', result: '{}' });
    await expect(completed).resolves.toMatchObject({ jobId: first.id });
    await expect(worker.executor.next()).resolves.toMatchObject({ job: { id: third.id } });
    worker.executor.runs.slice(1).forEach(({ end }) => {
      end({ kind: 'done', result: '{}' });
    });
    await ready;
  });

  it('leaves jobs of types that other executors run', async () => {
    await worker.close();
    worker = await aWorker(2, { EXECUTORS: 'prompt=simulated,report=pull' });
    const job = await submit({ type: 'report' });
    await worker.dispatcher.wake();
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'PENDING', attempt: 0 });
  });

  it.each([
    ['done', { kind: 'done', result: '{"a":1}' }, 'completed', { status: 'COMPLETED', result: '{"a":1}' }],
    [
      'give-up',
      { kind: 'give-up', error: { ...ERROR, code: 'rejected' } },
      'failed',
      { status: 'FAILED', error: { code: 'rejected' } },
    ],
    [
      'retry',
      { kind: 'retry', error: ERROR, afterMs: 70, countsAsAttempt: true },
      'run_failed',
      { status: 'PENDING', attempts: 1 },
    ],
    [
      'retry unused',
      { kind: 'retry', error: ERROR, countsAsAttempt: false },
      'put_back',
      { status: 'PENDING', attempts: 0 },
    ],
  ] as const)('settles the outcome %s', async (_name, outcome, event, wanted) => {
    const { job, run } = await startOne();
    const settled = until(worker.events, event);
    run.end(outcome);
    await expect(settled).resolves.toMatchObject({ jobId: job.id, by: 'simulated', attempt: 1 });
    await expect(worker.stored(job.id)).resolves.toMatchObject(wanted);
  });

  it('hands a job over that was accepted, and waits for the callback until the deadline', async () => {
    const { job, run } = await startOne();
    const deadline = new Date(worker.opened.clock.now().getTime() + 60_000);
    const handedOver = until(worker.events, 'handed_over');
    run.end({ kind: 'accepted', deadline });
    await handedOver;
    await expect(worker.stored(job.id)).resolves.toMatchObject({
      status: 'PROCESSING',
      lease: { until: deadline, handedOver: true },
    });
  });

  it('takes an executor that throws for a run that failed', async () => {
    const { job, run } = await startOne();
    const failed = until(worker.events, 'run_failed');
    run.fail(new RangeError('out of range'));
    await failed;
    await expect(worker.stored(job.id)).resolves.toMatchObject({
      status: 'PENDING',
      error: { code: 'worker_error', message: 'out of range', retryable: true },
    });
  });

  it('aborts the run of a job that is cancelled, and leaves it cancelled', async () => {
    const { job, run } = await startOne();
    await worker.changes.change(job.id, (current) => cancel(current, { at: worker.opened.clock.now(), by: 'api' }));
    expect(run.signal.reason).toBe('cancelled');
    await worker.dispatcher.stop(60_000);
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'CANCELLED', attempt: 1 });
  });

  it('never rejects when the store is away', async () => {
    await worker.opened.store.close();
    await expect(worker.dispatcher.wake()).resolves.toBeUndefined();
  });

  describe('stopping', () => {
    it('takes nothing new', async () => {
      await worker.dispatcher.stop(0);
      const job = await submit();
      await worker.dispatcher.wake();
      await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'PENDING', attempt: 0 });
    });

    it('lets a run end in the time it has', async () => {
      const { job, run } = await startOne();
      const stopped = worker.dispatcher.stop(60_000);
      run.end({ kind: 'done', result: '{}' });
      await stopped;
      await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'COMPLETED' });
    });

    it('then gives it back unused and due at once', async () => {
      const { job, run } = await startOne();
      await worker.dispatcher.stop(1);
      expect(run.signal.reason).toBe('shutdown');
      const stored = await worker.stored(job.id);
      expect(stored).toMatchObject({ status: 'PENDING', attempt: 1, attempts: 0, dueAt: worker.opened.clock.now() });
      expect(stored.history.at(-1)).toMatchObject({ event: 'put_back', note: 'stopped: shutdown' });
      expect(stored).not.toHaveProperty('error');
    });
  });
});
