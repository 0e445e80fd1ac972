import type { JobEventView, JobStatus, JobView } from '@fasttrack/contracts';
import { aJob } from '../../../../testing/a-job';
import { factsOf } from './facts-of';

const NOW = Date.parse('2026-11-26T14:01:00.000Z');
const at = (second: number): string => new Date(Date.parse('2026-11-26T14:00:00.000Z') + second * 1000).toISOString();
const told = (second: number, event: JobEventView['event'], to: JobStatus, attempt = 1): JobEventView => ({
  at: at(second),
  event,
  to,
  attempt,
  by: 'x',
});

function facts(job: JobView, executor?: string): Record<string, Record<string, unknown>> {
  const groups = factsOf(job, executor, NOW).map(({ title, facts: lines }) => {
    const values = lines.map(({ name, value }) => [name, value.kind === 'tags' ? value.tags : value.text] as const);
    return [title, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(groups);
}

describe('factsOf', () => {
  it('names what every job has', () => {
    expect(facts(aJob({ priority: 5, attempts: 1 }), 'n8n')['Facts']).toMatchObject({
      Type: 'prompt',
      Executor: 'n8n',
      Priority: '5, most urgent',
      Attempts: '1 of 3',
      Expects: 'json',
    });
  });

  it('adds up how long the job waited and ran', () => {
    const history = [
      ...aJob().history,
      told(1, 'claimed', 'PROCESSING'),
      told(3, 'run_failed', 'PENDING'),
      told(7, 'claimed', 'PROCESSING', 2),
      told(10, 'completed', 'COMPLETED', 2),
    ];
    expect(facts(aJob({ status: 'COMPLETED', history }))['Facts']).toMatchObject({
      Waited: '1.0 s',
      'Between runs': '4.0 s',
      'Ran in all': '5.0 s',
    });
  });

  it('counts no wait before the time of a job', () => {
    const history = [...aJob().history, told(42, 'claimed', 'PROCESSING'), told(45, 'completed', 'COMPLETED')];
    const ran = aJob({ status: 'COMPLETED', attempt: 1, attempts: 1, scheduledFor: at(40), history });
    expect(facts(ran)['Facts']).toMatchObject({ Waited: '2.0 s', Ran: '3.0 s' });
    expect(facts(aJob({ scheduledFor: at(90) }))['Facts']).not.toHaveProperty('Waited');
  });

  it('counts no wait while the job stood cancelled', () => {
    const history = [
      ...aJob().history,
      told(2, 'cancelled', 'CANCELLED', 0),
      told(40, 'retried', 'PENDING', 0),
      told(43, 'claimed', 'PROCESSING'),
      told(44, 'completed', 'COMPLETED'),
    ];
    const job = aJob({ status: 'COMPLETED', attempt: 1, attempts: 1, history });
    expect(facts(job)['Facts']).toMatchObject({ 'Waited in all': '5.0 s', Ran: '1.0 s' });
  });

  it('says that attempts count since a retry by hand, and how many runs there were', () => {
    const history = [
      ...aJob().history,
      told(1, 'claimed', 'PROCESSING'),
      told(2, 'failed', 'FAILED'),
      told(3, 'retried', 'PENDING'),
      told(4, 'claimed', 'PROCESSING', 2),
      told(5, 'failed', 'FAILED', 2),
    ];
    const job = aJob({ status: 'FAILED', attempt: 2, attempts: 1, maxAttempts: 1, history });
    expect(facts(job)['Facts']).toMatchObject({ Attempts: '1 of 1 since the retry', Runs: '2', 'Ran in all': '2.0 s' });
    expect(facts(aJob({ attempt: 1, attempts: 1 }))['Facts']).not.toHaveProperty('Runs');
  });

  it('takes no line for what is not there', () => {
    expect(Object.keys(facts(aJob()))).toEqual(['Facts']);
    expect(facts(aJob({ tags: [] }))['Facts']).not.toHaveProperty('Tags');
    expect(facts(aJob())['Facts']).not.toHaveProperty('Ran');
  });

  it('shows tags, usage and metadata of any kind', () => {
    const metadata = { release: '4.12', nested: { a: [1] }, none: null };
    const usage = { model: 'gpt', inputTokens: 6318, outputTokens: 0 };
    expect(facts(aJob({ tags: ['a', 'b'], usage, metadata }))).toMatchObject({
      Facts: { Tags: ['a', 'b'] },
      Usage: { Model: 'gpt', 'Input tokens': '6,318', 'Output tokens': '0' },
      Metadata: { release: '4.12', nested: '{"a":[1]}', none: 'null' },
    });
  });

  it('links a job and its edited retry', () => {
    expect(facts(aJob({ retryOf: 'a', retriedAs: 'b' }))['Facts']).toMatchObject({
      'Retry of': 'a',
      'Retried as': 'b',
    });
  });
});
