import type { Job } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { retryAfterSeconds, toJobView, toRowView } from './job-view';

const NOW = new Date(Date.UTC(2026, 0, 1, 12));
const LATER = new Date(NOW.getTime() + 60_000);
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const forWorker = () => ({ reason: 'worker' }) as const;

describe('toJobView', () => {
  it('leaves out every field without a value, and what is only ours', () => {
    const job = aJob();
    expect(json(toJobView(job, NOW, forWorker))).toEqual({
      id: job.id,
      type: 'prompt',
      prompt: 'hello',
      payload: { prompt: 'hello' },
      status: 'PENDING',
      priority: 3,
      attempt: 0,
      attempts: 0,
      maxAttempts: 3,
      expects: 'json',
      waitingFor: { reason: 'worker' },
      history: [{ at: '1970-01-01T00:00:00.000Z', event: 'created', to: 'PENDING', attempt: 0, by: 'api' }],
      createdAt: '1970-01-01T00:00:00.000Z',
      updatedAt: '1970-01-01T00:00:00.000Z',
    });
  });

  it('shows the prompt of prompt jobs only', () => {
    expect(json(toJobView(aJob({ type: 'report' }), NOW, forWorker))).not.toHaveProperty('prompt');
  });

  it('tells typed jobs apart by their title', () => {
    const payload = { subject: 'Your invoice' };
    expect(toJobView(aJob({ type: 'email', payload }), NOW, forWorker)).toMatchObject({ title: 'Your invoice' });
    expect(toJobView(aJob({ type: 'email', payload: {} }), NOW, forWorker)).not.toHaveProperty('title');
  });

  it('says how many events were left out', () => {
    expect(toJobView(aJob({ historyOmitted: 7 }), NOW, forWorker)).toMatchObject({ historyOmitted: 7 });
  });

  it.each<[string, Partial<Job>, object | undefined]>([
    ['a worker, when it is due', {}, { reason: 'worker' }],
    ['its time, before its first run', { dueAt: LATER }, { reason: 'schedule', until: LATER.toISOString() }],
    ['the backoff, between runs', { dueAt: LATER, attempt: 1 }, { reason: 'backoff', until: LATER.toISOString() }],
    [
      'its target, when that put it off',
      { dueAt: LATER, attempt: 1, error: { code: 'rate_limited', message: 'asked to wait', retryable: true } },
      { reason: 'target', until: LATER.toISOString(), message: 'asked to wait' },
    ],
    [
      'the callback, once it is handed over',
      { status: 'PROCESSING', lease: { holder: 'me', until: LATER, handedOver: true } },
      { reason: 'callback', until: LATER.toISOString() },
    ],
    [
      'nothing, while it runs',
      { status: 'PROCESSING', lease: { holder: 'me', until: LATER, handedOver: false } },
      undefined,
    ],
    ['nothing, when it has ended', { status: 'FAILED' }, undefined],
  ])('waits for %s', (_what, overrides, wanted) => {
    expect(toJobView(aJob(overrides), NOW, forWorker).waitingFor).toEqual(wanted);
  });

  it('writes times as ISO 8601 in UTC', () => {
    const job = aJob({ status: 'COMPLETED', startedAt: NOW, completedAt: LATER, progress: { percent: 1, at: NOW } });
    expect(json(toJobView(job, NOW, forWorker))).toMatchObject({
      startedAt: '2026-01-01T12:00:00.000Z',
      completedAt: '2026-01-01T12:01:00.000Z',
      progress: { percent: 1, at: '2026-01-01T12:00:00.000Z' },
    });
  });

  it.each([[null], [false], [0], ['']])('keeps a result that is %j', (result) => {
    expect(json(toJobView(aJob({ status: 'COMPLETED', result }), NOW, forWorker))).toMatchObject({ result });
  });
});

describe('toRowView', () => {
  it('carries the excerpt and says when it was cut', () => {
    const { payload: _payload, history: _history, historyOmitted: _omitted, ...facts } = aJob();
    expect(json(toRowView({ ...facts, prompt: 'h', truncated: true }, NOW, forWorker))).toMatchObject({
      prompt: 'h',
      truncated: true,
    });
    expect(json(toRowView({ ...facts, prompt: 'h' }, NOW, forWorker))).not.toHaveProperty('truncated');
    expect(json(toRowView({ ...facts, title: 't' }, NOW, forWorker))).toMatchObject({ title: 't' });
    expect(json(toRowView(facts, NOW, forWorker))).not.toHaveProperty('title');
  });
});

describe('retryAfterSeconds', () => {
  it.each<[string, Partial<Job>, number]>([
    ['a job that is due', {}, 1],
    ['a job that is due in half a second', { dueAt: new Date(NOW.getTime() + 500) }, 1],
    ['a job that is due in 2.1 seconds', { dueAt: new Date(NOW.getTime() + 2100) }, 3],
    ['a job that is due in a minute', { dueAt: LATER }, 30],
    ['a running job', { status: 'PROCESSING', dueAt: LATER }, 1],
    [
      'a job whose callback may come at any time',
      { status: 'PROCESSING', lease: { holder: 'me', until: LATER, handedOver: true } },
      1,
    ],
  ])('says of %s', (_what, overrides, seconds) => {
    expect(retryAfterSeconds(aJob(overrides), NOW)).toBe(seconds);
  });
});
