import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import type { Job } from './job';
import { JobCallbacks } from './job-callbacks';
import { JobChanges } from './job-changes';
import { JobEvents } from './job-events';
import { cancel, fail } from './job-life';
import { TypeRules } from './job-types/type-rules';

const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;

describe('JobCallbacks', () => {
  let opened: OpenSqliteStore;
  let callbacks: JobCallbacks;
  let job: Job;

  beforeEach(async () => {
    opened = await openSqliteStore();
    callbacks = new JobCallbacks(new JobChanges(opened.store, new JobEvents()), opened.clock, TypeRules.NONE);
    job = aJob({ maxAttempts: 2 });
    await opened.store.insert([job]);
  });
  afterEach(() => opened.close());

  const completed = (overrides: object = {}) =>
    callbacks.settle({ kind: 'completed', jobId: job.id, result: '{}', ...overrides });
  const failed = (overrides: object = {}) =>
    callbacks.settle({ kind: 'failed', jobId: job.id, error: ERROR, ...overrides });
  const claim = () => opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
  const loseLease = async (): Promise<void> => {
    await claim();
    opened.clock.advance(1001);
    await opened.store.sweep(10);
  };
  const stored = () => opened.store.find(job.id);

  it('accepts the result of a running job', async () => {
    await claim();
    const { job: settled, verdict } = await completed({ attempt: 1 });
    expect(verdict).toBe('accepted');
    expect(settled).toMatchObject({ status: 'COMPLETED', result: '{}', resultValid: true });
    await expect(stored()).resolves.toEqual(settled);
  });

  it.each([
    ['COMPLETED', completed],
    ['FAILED', failed],
  ])('accepts a callback before any run: %s', async (status, settle) => {
    await expect(settle()).resolves.toMatchObject({ verdict: 'accepted', job: { status, attempt: 0, attempts: 0 } });
  });

  it('calls a repeat a duplicate and changes nothing', async () => {
    await claim();
    const first = await completed({ attempt: 1 });
    opened.clock.advance(5000);
    await expect(completed({ attempt: 1, result: 'another' })).resolves.toEqual({
      job: first.job,
      verdict: 'duplicate',
    });
    await expect(completed()).resolves.toEqual({ job: first.job, verdict: 'duplicate' });
    await expect(stored()).resolves.toEqual(first.job);
  });

  it('calls a callback late when the job was cancelled, or ended in another run', async () => {
    await loseLease();
    await claim();
    await completed({ attempt: 2 });
    await expect(completed({ attempt: 1 })).resolves.toMatchObject({ verdict: 'late' });

    const cancelled = aJob();
    await opened.store.insert([cancelled]);
    await opened.store.apply([cancel(cancelled, { at: opened.clock.now(), by: 'test' })]);
    await expect(completed({ jobId: cancelled.id })).resolves.toMatchObject({ verdict: 'late' });
  });

  it('calls a callback late that tells another end than the one the job came to', async () => {
    await claim();
    const first = await completed({ attempt: 1 });
    await expect(failed({ attempt: 1 })).resolves.toEqual({ job: first.job, verdict: 'late' });

    const refused = aJob();
    await opened.store.insert([refused]);
    await failed({ jobId: refused.id });
    await expect(failed({ jobId: refused.id })).resolves.toMatchObject({ verdict: 'duplicate' });
    await expect(completed({ jobId: refused.id })).resolves.toMatchObject({ verdict: 'late' });
  });

  it('calls a callback late when time had ended the job', async () => {
    await loseLease();
    await loseLease();
    await expect(stored()).resolves.toMatchObject({ status: 'FAILED', attempt: 2, error: { code: 'lease_expired' } });
    for (const settle of [completed, failed]) {
      await expect(settle({ attempt: 2 })).resolves.toMatchObject({ verdict: 'late', job: { status: 'FAILED' } });
      await expect(settle()).resolves.toMatchObject({ verdict: 'late' });
    }
  });

  it.each(['rejected', 'unreachable', 'rate_limited', 'invalid_input'] as const)(
    'calls a failure late when the job had failed without a word of its worker: %s',
    async (code) => {
      const [run] = await opened.store.claim(aClaim(), 1);
      if (!run) throw new Error('nothing was claimed');
      const moment = { at: opened.clock.now(), by: 'webhook' };
      await opened.store.apply([fail(run, { code, message: 'no', retryable: false }, moment)]);
      await expect(failed({ attempt: 1 })).resolves.toMatchObject({ verdict: 'late', job: { status: 'FAILED' } });
    },
  );

  it('calls a failure a duplicate that was told before, also while the job waits for its next run', async () => {
    await claim();
    const { job: waiting } = await failed({ attempt: 1 });
    await expect(failed({ attempt: 1 })).resolves.toEqual({ job: waiting, verdict: 'duplicate' });
  });

  it('refuses a callback of an older run while the job goes on', async () => {
    await loseLease();
    await claim();
    const before = await stored();
    await expect(completed({ attempt: 1 })).rejects.toMatchObject({ code: 'callback.stale-attempt' });
    await expect(failed({ attempt: 1 })).rejects.toMatchObject({ code: 'callback.stale-attempt' });
    await expect(stored()).resolves.toEqual(before);
  });

  it('takes a callback without attempt for the latest run', async () => {
    await loseLease();
    await claim();
    await expect(completed()).resolves.toMatchObject({ verdict: 'accepted', job: { attempt: 2 } });
  });

  it('waits and runs again after a failure while runs are left, then fails', async () => {
    await claim();
    const { job: waiting } = await failed({ attempt: 1 });
    expect(waiting).toMatchObject({ status: 'PENDING', attempts: 1, error: ERROR });
    const waitMs = waiting.dueAt.getTime() - opened.clock.now().getTime();
    expect(waitMs).toBeGreaterThanOrEqual(500);
    expect(waitMs).toBeLessThanOrEqual(1500);
    opened.clock.advance(1500);
    await opened.store.sweep(10);
    await claim();
    await expect(failed({ attempt: 2 })).resolves.toMatchObject({
      job: { status: 'FAILED', attempts: 2, error: ERROR },
    });
  });

  it('fails at once when the worker says that another run cannot help', async () => {
    await claim();
    await expect(failed({ error: { ...ERROR, retryable: false } })).resolves.toMatchObject({
      job: { status: 'FAILED' },
    });
  });

  it('between two runs: counts a failure only once, and still takes a result', async () => {
    await loseLease();
    const before = await stored();
    await expect(failed({ attempt: 1 })).resolves.toEqual({ job: before, verdict: 'late' });
    await expect(completed({ attempt: 1 })).resolves.toMatchObject({
      verdict: 'accepted',
      job: { status: 'COMPLETED' },
    });
  });

  it('rejects an unknown id', async () => {
    await expect(completed({ jobId: 'nobody' })).rejects.toMatchObject({ code: 'job.not-found' });
  });

  it('lets one of 50 callbacks at once win', async () => {
    await claim();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => completed({ result: `"${n}"` })));
    const verdicts = answers.map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict === 'accepted')).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict === 'duplicate')).toHaveLength(49);
    const found = await stored();
    expect(found?.history.filter(({ event }) => event === 'completed')).toHaveLength(1);
    expect(answers.map((answer) => answer.job.result)).toEqual(answers.map(() => found?.result));
  });
});
