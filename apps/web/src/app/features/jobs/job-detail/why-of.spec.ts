import type { JobView, WaitingFor } from '@fasttrack/contracts';
import { aJob } from '../../../../testing/a-job';
import { shortTime } from '../../../shared/time-text';
import type { Why } from './why-of';
import { whyOf } from './why-of';

const NOW = Date.parse('2026-11-26T14:01:00.000Z');
const later = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();
const clock = (seconds: number): string => shortTime(NOW + seconds * 1000, NOW);
const why = (waitingFor: WaitingFor, more: Partial<JobView> = {}, executor = 'n8n'): Why | null =>
  whyOf(aJob({ waitingFor, ...more }), executor, NOW);

describe('whyOf', () => {
  it('says since when a job is in line', () => {
    expect(why({ reason: 'worker' })).toMatchObject({
      title: 'Waits for a free slot.',
      detail: `In line since ${clock(-60)} with priority 3.`,
    });
  });

  it('counts the line from the retry that opened the job again', () => {
    const again = { at: later(-5), event: 'retried', from: 'FAILED', to: 'PENDING', attempt: 1, by: 'api' } as const;
    expect(why({ reason: 'worker' }, { history: [...aJob().history, again] })?.detail).toContain(clock(-5));
  });

  it('asks for a worker when jobs of the type are pulled', () => {
    expect(why({ reason: 'worker' }, { type: 'report' }, 'pull')?.title).toBe('Waits for a worker of type report.');
  });

  it('says when the next try is due, why the last failed and how many are left', () => {
    const error = { code: 'unreachable', message: 'The target did not answer.', retryable: true } as const;
    expect(why({ reason: 'backoff', until: later(28) }, { attempts: 1, error })).toMatchObject({
      title: `Next try at ${clock(28)}.`,
      detail: 'The last run failed: The target did not answer. 2 runs are left, the next in 28.0 s.',
    });
    expect(why({ reason: 'backoff', until: later(-1) }, { attempts: 2 })?.detail).toBe(
      'The last run did not finish. 1 run is left, the next any moment now.',
    );
  });

  it('says who must call back and until when', () => {
    const history = [
      { at: later(-49), event: 'handed_over', from: 'PROCESSING', to: 'PROCESSING', attempt: 1, by: 'n8n' },
    ] as const;
    const callback = { reason: 'callback', until: later(1731) } as const;
    expect(why(callback, { status: 'PROCESSING', history })).toMatchObject({
      title: 'Waits for n8n to call back.',
      detail: `Handed over at ${clock(-49)}, must call back by ${clock(1731)}, in 28:51.`,
    });
    expect(why(callback, { status: 'PROCESSING' }, 'simulated')?.title).toContain('the built-in stand-in');
  });

  it('says how many may run at once, why the target takes none and why nobody takes it, where that is known', () => {
    expect(why({ reason: 'cap', cap: 2 })?.title).toBe('As many prompt jobs run as may run at once: 2.');
    const target = { reason: 'target', until: later(60), message: 'Answered 429' } as const;
    expect(why(target)?.detail).toBe(`Answered 429. Next try at ${clock(60)}, in 1:00.`);
    const nobody = { reason: 'worker', message: 'Nobody asked for one within the last minute' } as const;
    expect(why(nobody)).toMatchObject({ title: 'Nobody takes prompt jobs.', detail: `${nobody.message}.` });
    expect(why(nobody, {}, 'pull')?.detail).toBe(`${nobody.message}.`);
  });

  it.each([
    ['schedule', `Scheduled for ${clock(60)}.`],
    ['cap', 'As many prompt jobs run as may run at once.'],
    ['paused', 'The type prompt is paused.'],
    ['target', 'The target takes no more jobs for now.'],
  ] as const)('has words for %s', (reason, title) => {
    expect(why({ reason, until: later(60) })?.title).toBe(title);
  });

  it('stands a reason it does not know and a time it cannot read', () => {
    expect(why({ reason: 'weather' as WaitingFor['reason'] })?.title).toBe('It waits.');
    expect(why({ reason: 'schedule', until: 'tomorrow' })?.title).toBe('Scheduled.');
  });

  it('says nothing of a job that has ended', () => {
    expect(why({ reason: 'worker' }, { status: 'CANCELLED' })).toBeNull();
    expect(whyOf(aJob(), 'n8n', NOW)).toBeNull();
  });
});
