import type { JobEventView, JobView } from '@fasttrack/contracts';
import { aJob, aJobRow } from '../../testing/a-job';
import { readJobRow, readWholeJob } from './read-job';

/** A job that says everything there is to say. */
const FULL: JobView = aJob({
  title: 'Your invoice',
  key: 'team-a',
  scheduledFor: '2026-11-26T14:00:00.000Z',
  expiresAt: '2026-11-27T14:00:00.000Z',
  result: { any: 'thing' },
  resultValid: true,
  error: { code: 'timeout', message: 'late', retryable: true },
  progress: { percent: 50, message: 'half', at: '2026-11-26T14:00:00.000Z' },
  tags: ['a'],
  metadata: { a: 1 },
  retryOf: 'earlier',
  retriedAs: 'later',
  usage: { model: 'm', inputTokens: 1, outputTokens: 2 },
  waitingFor: { reason: 'backoff', until: '2026-11-26T14:00:00.000Z' },
  startedAt: '2026-11-26T14:00:00.000Z',
  completedAt: '2026-11-26T14:00:00.000Z',
  historyOmitted: 4,
});
const NEEDED = ['id', 'type', 'status', 'attempt', 'attempts', 'maxAttempts', 'createdAt', 'updatedAt'];
const DEFAULTS: Partial<JobView> = { priority: 3, expects: 'json', payload: {}, history: [] };
const ANY = ['result'];
const MEMBERS = Object.keys(FULL).filter((name) => !ANY.includes(name));
const ODD: Readonly<Record<string, unknown>> = { null: null, symbol: { odd: [null] }, text: '\u0000odd' };

describe('readWholeJob', () => {
  it('gives a good job as it is', () => {
    expect(readWholeJob(FULL)).toBe(FULL);
  });

  it('lets unknown members be', () => {
    const job = { ...FULL, colour: 'blue', __defineGetter__: 1 };
    expect(readWholeJob(job)).toBe(job);
  });

  const cases = MEMBERS.flatMap((name) => Object.values(ODD).map((value) => ({ name, value })));
  const textual = ['type', 'prompt', 'title', 'key', 'retryOf', 'retriedAs', 'id'];
  const objects = ['metadata', 'payload', 'progress', 'usage'];
  const isReallyOdd = ({ name, value }: { name: string; value: unknown }): boolean =>
    !(typeof value === 'string' && textual.includes(name)) && !(value === ODD['symbol'] && objects.includes(name));

  it.each(cases.filter(isReallyOdd))('an odd $name costs only itself: $value', ({ name, value }) => {
    const job = readWholeJob({ ...FULL, [name]: value });
    const { [name as keyof JobView]: _left, ...rest } = FULL;
    const instead = name in DEFAULTS ? { [name]: DEFAULTS[name as keyof JobView] } : {};
    expect(job).toEqual(NEEDED.includes(name) ? undefined : { ...rest, ...instead });
  });

  it.each([
    null,
    7,
    'text',
    { event: 'claimed', to: 'PROCESSING', attempt: 1, by: 'x' },
    { at: '2026-11-26T14:00:01.000Z', event: 'claimed', to: 'SLEEPING', attempt: 1, by: 'x' },
  ])('leaves out the odd event %p and keeps the others', (event) => {
    expect(readWholeJob({ ...FULL, history: [...FULL.history, event] })).toEqual(FULL);
  });

  it('keeps what can be read of an event', () => {
    const event = { at: '2026-11-26T14:00:01.000Z', event: 'landed', to: 'PENDING', attempt: 'one', by: 5, note: {} };
    const expected = { at: event.at, event: 'landed', to: 'PENDING', attempt: 0, by: 'unknown' };
    expect(readWholeJob({ ...FULL, history: [event] })?.history).toEqual([expected as unknown as JobEventView]);
  });
});

describe('readJobRow', () => {
  it('leaves out an odd member and keeps the row', () => {
    const row = aJobRow({ tags: ['a'] });
    expect(readJobRow(row)).toBe(row);
    expect(readJobRow({ ...row, tags: 'a', progress: { percent: 'half' } })).toEqual(aJobRow());
  });
});
