import type { JobStatus } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Job } from './job';
import { canMove } from './job';
import type { JobChange } from './job-change';
import { applyChange } from './job-change';
import * as life from './job-life';
import { IllegalMoveError } from './job.errors';

const AT = new Date(Date.UTC(2026, 0, 1));
const moment = { at: AT, by: 'test' };
const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;
const failure = { error: ERROR, afterMs: 1000, countsAsAttempt: true };
const lease = { holder: 'me', until: AT, handedOver: false };
const running = (overrides: Partial<Job> = {}): Job =>
  aJob({ status: 'PROCESSING', attempt: 1, attempts: 1, lease, ...overrides });

describe('the state table', () => {
  const LEGAL = [
    'PENDING PROCESSING',
    'PENDING COMPLETED',
    'PENDING FAILED',
    'PENDING CANCELLED',
    'PROCESSING COMPLETED',
    'PROCESSING FAILED',
    'PROCESSING PENDING',
    'PROCESSING CANCELLED',
    'FAILED PENDING',
    'CANCELLED PENDING',
  ];
  const pairs = JOB_STATUSES.flatMap((from) => JOB_STATUSES.map((to): [JobStatus, JobStatus] => [from, to]));

  it.each(pairs)('%s to %s is as product.md draws it', (from, to) => {
    expect(canMove(from, to)).toBe(LEGAL.includes(`${from} ${to}`));
  });
});

describe('every change', () => {
  const CHANGES: [string, (job: Job) => JobChange, Partial<Record<JobStatus, JobStatus>>][] = [
    ['complete', (job) => life.complete(job, { result: 1 }, moment), { PENDING: 'COMPLETED', PROCESSING: 'COMPLETED' }],
    ['fail', (job) => life.fail(job, ERROR, moment), { PENDING: 'FAILED', PROCESSING: 'FAILED' }],
    ['failRun', (job) => life.failRun(job, failure, moment), { PROCESSING: 'PENDING' }],
    ['putBack', (job) => life.putBack(job, 'stopped', moment), { PROCESSING: 'PENDING' }],
    ['handOver', (job) => life.handOver(job, AT, moment), { PROCESSING: 'PROCESSING' }],
    ['cancel', (job) => life.cancel(job, moment), { PENDING: 'CANCELLED', PROCESSING: 'CANCELLED' }],
    ['reopen', (job) => life.reopen(job, moment), { FAILED: 'PENDING', CANCELLED: 'PENDING' }],
    ['loseLease', (job) => life.loseLease(job, AT, moment), { PROCESSING: 'PENDING' }],
    ['expire', (job) => life.expire(job, moment), { PENDING: 'FAILED', PROCESSING: 'FAILED' }],
    [
      'linkRetry',
      (job) => life.linkRetry(job, 'copy', moment),
      { COMPLETED: 'COMPLETED', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
    ],
  ];
  const cases = CHANGES.flatMap(([name, make, moves]) =>
    JOB_STATUSES.map((status) => ({ name, make, status, to: moves[status] })),
  );

  it('says on whose behalf it is, in front of what it notes itself', () => {
    const behalf = { ...moment, note: 'operation 7' };
    const noteOf = ({ event }: JobChange): string | undefined => event.note;
    expect(noteOf(life.cancel(aJob(), behalf))).toBe('operation 7');
    expect(noteOf(life.reopen(aJob({ status: 'FAILED', error: ERROR }), behalf))).toBe(
      'operation 7; before: worker_error: no',
    );
    expect(noteOf(life.cancel(aJob(), moment))).toBeUndefined();
  });

  it.each(cases.filter(({ to }) => to))('$name takes a $status job to $to', ({ make, status, to }) => {
    const job = running({ status, attempt: 4, attempts: 1 });
    const change = make(job);
    expect(change).toMatchObject({ id: job.id, expected: { status, attempt: 4 } });
    expect(change.event).toMatchObject({ at: AT, by: 'test', from: status, to, attempt: 4 });
  });

  it.each(cases.filter(({ to }) => !to))('$name refuses a $status job', ({ make, status }) => {
    expect(() => make(running({ status }))).toThrow(IllegalMoveError);
  });
});

describe('completing', () => {
  it.each([
    ['{"a":1}', true],
    ['"text"', true],
    ['12', true],
    ['{"a": ', false],
    ['```json\n{}\n```', false],
    ['', false],
    [{ a: 1 }, true],
    [null, true],
  ])('keeps %j as it is, and says that it is valid JSON: %s', (result, isValid) => {
    expect(life.complete(running(), { result }, moment).set).toMatchObject({ result, resultValid: isValid });
  });

  it('does not judge a text when a text was asked for', () => {
    const job = applyChange(
      running({ expects: 'text' }),
      life.complete(running({ expects: 'text' }), { result: '{' }, moment),
    );
    expect(job).toMatchObject({ status: 'COMPLETED', result: '{' });
    expect(job).not.toHaveProperty('resultValid');
  });

  it('clears the error of earlier runs and the lease, and says when it was', () => {
    const before = running({ error: ERROR });
    const job = applyChange(before, life.complete(before, { result: 1, usage: { model: 'm' } }, moment));
    expect(job).toMatchObject({ completedAt: AT, updatedAt: AT, usage: { model: 'm' } });
    expect(job).not.toHaveProperty('error');
    expect(job).not.toHaveProperty('lease');
  });
});

describe('a run that failed', () => {
  it('waits and is run again while runs are left', () => {
    const before = running({ attempts: 2, maxAttempts: 3, progress: { percent: 5, at: AT } });
    const job = applyChange(before, life.failRun(before, failure, moment));
    expect(job).toMatchObject({ status: 'PENDING', attempts: 2, error: ERROR, dueAt: new Date(AT.getTime() + 1000) });
    expect(job).not.toHaveProperty('progress');
    expect(job.history.at(-1)).toMatchObject({ event: 'run_failed', note: 'worker_error: no' });
  });

  it('ends the job after its last run', () => {
    const change = life.failRun(running({ attempts: 3, maxAttempts: 3 }), failure, moment);
    expect(change).toMatchObject({ event: { event: 'failed', to: 'FAILED' }, set: { error: ERROR, completedAt: AT } });
  });

  it('ends the job at once when another run could not help', () => {
    const change = life.failRun(running(), { ...failure, error: { ...ERROR, retryable: false } }, moment);
    expect(change.event).toMatchObject({ event: 'failed', to: 'FAILED' });
  });

  it('uses up no run when the target only asked to wait', () => {
    const change = life.failRun(
      running({ attempts: 3, maxAttempts: 3 }),
      { ...failure, countsAsAttempt: false },
      moment,
    );
    expect(change).toMatchObject({ event: { event: 'put_back', to: 'PENDING' }, set: { attempts: 2 } });
  });

  it('notes at most 500 characters of what the worker said', () => {
    const change = life.fail(running(), { ...ERROR, message: 'x'.repeat(2000) }, moment);
    expect(change.event.note).toHaveLength(500);
  });
});

describe('the other ways of a run', () => {
  it('given back: unused and due at once', () => {
    const change = life.putBack(running({ attempts: 2 }), 'stopped', moment);
    expect(change).toMatchObject({
      set: { attempts: 1, dueAt: AT, lease: undefined },
      event: { event: 'put_back', note: 'stopped' },
    });
  });

  it('handed over: keeps its holder and gets a deadline', () => {
    const deadline = new Date(AT.getTime() + 60_000);
    expect(life.handOver(running(), deadline, moment).set).toEqual({
      lease: { holder: 'me', until: deadline, handedOver: true },
    });
  });

  it.each([
    [false, 'lease_expired'],
    [true, 'timeout'],
  ])('lost while handed over is %s: %s, due at once, only if the lease has ended', (handedOver, code) => {
    const change = life.loseLease(running({ lease: { ...lease, handedOver } }), AT, moment);
    expect(change).toMatchObject({ set: { error: { code }, dueAt: AT }, expected: { leaseEndedBy: AT } });
  });

  it('opened again: all runs available, nothing left of the last end, attempt goes on', () => {
    const ended = aJob({ status: 'FAILED', attempt: 3, attempts: 3, error: ERROR, result: 'x', completedAt: AT });
    const job = applyChange(ended, life.reopen(ended, moment));
    expect(job).toMatchObject({ status: 'PENDING', attempt: 3, attempts: 0, dueAt: AT });
    for (const name of ['error', 'result', 'completedAt']) expect(job).not.toHaveProperty(name);
    expect(job.history.at(-1)).toMatchObject({ event: 'retried', note: 'before: worker_error: no' });
  });

  it.each([
    [1, 1],
    [-1, 0],
  ])('opened again %d ms before the time it was scheduled for: due %d ms later', (ahead, wait) => {
    const cancelled = aJob({ status: 'CANCELLED', scheduledFor: new Date(AT.getTime() + ahead), completedAt: AT });
    expect(life.reopen(cancelled, moment)).toMatchObject({ set: { dueAt: new Date(AT.getTime() + wait) } });
  });
});
