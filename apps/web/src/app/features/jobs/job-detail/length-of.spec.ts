import type { JobView } from '@fasttrack/contracts';
import { aJob } from '../../../../testing/a-job';
import { lengthOf } from './length-of';

const BASE = Date.parse('2026-11-26T14:00:00.000Z');
const at = (second: number): string => new Date(BASE + second * 1000).toISOString();
const retried = { at: at(20), event: 'retried', from: 'FAILED', to: 'PENDING', attempt: 1, by: 'api' } as const;

function words(job: Partial<JobView>): string | undefined {
  const length = lengthOf(aJob(job), BASE + 60_000);
  return length ? `${length.word} ${length.text} ${length.after}`.trim() : undefined;
}

it('says how long a job took, failed, runs or waits', () => {
  expect(words({ status: 'COMPLETED', completedAt: at(9) })).toBe('took 9.0 s');
  expect(words({ status: 'FAILED', completedAt: at(9) })).toBe('failed after 9.0 s');
  expect(words({ status: 'PROCESSING', startedAt: at(50) })).toBe('running 10.0 s');
  expect(words({})).toBe('waiting 1:00');
});

it('counts from a retry by hand, and says so', () => {
  const history = [...aJob().history, retried];
  expect(words({ status: 'FAILED', history, completedAt: at(21) })).toBe('failed 1.0 s after the retry');
  expect(words({ status: 'COMPLETED', history, completedAt: at(22) })).toBe('completed 2.0 s after the retry');
  expect(words({ history })).toBe('waiting 40.0 s');
});

it('counts nothing before the time of a job, and then from that time', () => {
  expect(words({ scheduledFor: at(61) })).toBeUndefined();
  expect(words({ scheduledFor: at(58) })).toBe('waiting 2.0 s');
  expect(words({ status: 'CANCELLED', scheduledFor: at(30), completedAt: at(5) })).toBeUndefined();
  expect(words({ status: 'COMPLETED', scheduledFor: at(30), completedAt: at(35) })).toBe('took 5.0 s');
});

it('counts the wait for a later run from its last change, and none in a backoff', () => {
  const failed = { attempt: 1, attempts: 1, updatedAt: at(48) };
  expect(words(failed)).toBe('waiting 12.0 s');
  expect(words({ ...failed, waitingFor: { reason: 'backoff', until: at(90) } })).toBeUndefined();
});

it('says nothing of a job whose end is not known', () => {
  expect(words({ status: 'COMPLETED' })).toBeUndefined();
});
