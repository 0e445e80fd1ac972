import type { Outcome } from '@fasttrack/executors/executor.port';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from '@fasttrack/jobs/job';
import { cancel } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';

jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const DONE: Outcome = { kind: 'done', result: '{}' };
const RETRY: Outcome = {
  kind: 'retry',
  error: { code: 'timeout', message: '', retryable: true },
  countsAsAttempt: true,
};

describe('RunSettlement', () => {
  let worker: Worker;
  let job: Job;

  beforeEach(async () => {
    worker = await aWorker();
    job = await claimed(aJob());
  });
  afterEach(() => worker.close());

  async function claimed(fresh: Job): Promise<Job> {
    const { store } = worker.opened;
    await store.insert([fresh]);
    const [first] = await store.claim(aClaim({ leaseMs: 1000 }), 1);
    return first ?? fresh;
  }
  const settle = (outcome: Outcome, signal = new AbortController().signal) =>
    worker.settlement.settle(job, outcome, { by: 'simulated', signal });
  const loseLease = async (): Promise<void> => {
    worker.opened.clock.advance(1001);
    await worker.opened.store.sweep(10);
  };

  it('writes nothing when the job was cancelled', async () => {
    await worker.opened.store.apply([cancel(job, { at: worker.opened.clock.now(), by: 'api' })]);
    const before = await worker.stored(job.id);
    await settle(DONE);
    await expect(worker.stored(job.id)).resolves.toEqual(before);
  });

  it('writes nothing when the job waits for its next run', async () => {
    await loseLease();
    const before = await worker.stored(job.id);
    await settle(DONE);
    await expect(worker.stored(job.id)).resolves.toEqual(before);
  });

  it('writes nothing when another run has the job', async () => {
    await loseLease();
    await worker.opened.store.claim(aClaim(), 1);
    const before = await worker.stored(job.id);
    await settle(DONE);
    await settle(RETRY);
    await expect(worker.stored(job.id)).resolves.toEqual(before);
  });

  it('waits for a backoff when the outcome names no time', async () => {
    await settle(RETRY);
    const { dueAt } = await worker.stored(job.id);
    const waitMs = dueAt.getTime() - worker.opened.clock.now().getTime();
    expect(waitMs).toBeGreaterThanOrEqual(500);
    expect(waitMs).toBeLessThanOrEqual(1500);
  });

  it('keeps what a run still brought to its end after an abort', async () => {
    await settle(DONE, AbortSignal.abort('shutdown'));
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'COMPLETED' });
  });

  it('gives a run back unused that was aborted', async () => {
    await settle(RETRY, AbortSignal.abort('shutdown'));
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'PENDING', attempts: 0 });
  });

  it('tries again while the store is away', async () => {
    const find = jest.spyOn(worker.opened.store, 'find');
    for (let times = 0; times < 3; times++) find.mockRejectedValueOnce(new StoreUnavailableError('away'));
    await settle(DONE);
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'COMPLETED' });
  });

  it('gives up at last: the lease has run out by then', async () => {
    const find = jest.spyOn(worker.opened.store, 'find').mockRejectedValue(new StoreUnavailableError('away'));
    await expect(settle(DONE)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(find).toHaveBeenCalledTimes(20);
  });

  it('fails a run that was stopped at its deadline, and takes a result that came in time', async () => {
    const late = AbortSignal.abort('timeout');
    await settle(RETRY, late);
    const failed = await worker.stored(job.id);
    expect(failed).toMatchObject({ status: 'PENDING', attempts: 1, error: { code: 'timeout', retryable: true } });
    expect(failed.dueAt.getTime() - worker.opened.clock.now().getTime()).toBeGreaterThanOrEqual(500);
    job = await claimed(aJob({ priority: 5 }));
    await settle(DONE, late);
    await expect(worker.stored(job.id)).resolves.toMatchObject({ status: 'COMPLETED' });
  });
});
