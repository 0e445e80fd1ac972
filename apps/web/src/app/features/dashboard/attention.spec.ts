import { attentionsOf } from './attention';
import type { Concerns, StuckType } from './concerns';

const NOW = Date.parse('2026-11-26T15:00:00.000Z');
const stuck = (more: Partial<StuckType> = {}): Concerns => ({
  stuck: [
    {
      type: 'report',
      hindrance: { reason: 'worker', message: 'nobody' },
      waiting: 42,
      since: '2026-11-26T14:53:30.000Z',
      ...more,
    },
  ],
  degraded: [],
});
const saidOf = (concerns: Concerns): string[] =>
  attentionsOf(concerns, NOW).map(({ head, detail }) => `${head.map(({ text }) => text).join('')} ${detail}`);

describe('the attention strip', () => {
  it('has no line while nothing is wrong', () => {
    expect(attentionsOf({ stuck: [], degraded: [] }, NOW)).toEqual([]);
  });

  it('says that no worker takes a type, how many jobs wait and how long', () => {
    expect(saidOf(stuck())).toEqual(['No worker takes report jobs. 42 wait, the oldest for 6 min.']);
    expect(saidOf(stuck({ waiting: 1 }))).toEqual(['No worker takes report jobs. 1 waits, for 6 min.']);
    expect(attentionsOf(stuck(), NOW)[0]?.link).toEqual({
      label: 'See the 42 jobs',
      query: { status: 'pending', type: 'report' },
    });
  });

  it('leaves the age out where it is not known', () => {
    const { since: _since, ...unknown } = stuck().stuck[0]!;
    expect(saidOf({ stuck: [unknown], degraded: [] })).toEqual(['No worker takes report jobs. 42 wait.']);
  });

  it('says that a type is paused, and that a target takes nothing', () => {
    expect(saidOf(stuck({ hindrance: { reason: 'paused' } }))[0]).toMatch(/^report is paused\. 42 wait/);
    const held = stuck({ hindrance: { reason: 'target', message: 'It answered 503' } });
    expect(saidOf(held)[0]).toMatch(/^The target of report takes no jobs\./);
    expect(attentionsOf(held, NOW)[0]?.advice).toBe('It answered 503');
  });

  describe('with a callback that was refused', () => {
    const refusedAt = (at: string): Concerns => ({
      ...{ stuck: [], degraded: [] },
      refused: {
        ...{ id: 'a', at, verdict: 'unauthorized', status: 401 },
        ...{ address: '203.0.113.7', path: '/webhook/callback/:token' },
      },
    });

    it('says when, from where and to which path it came, and what helps', () => {
      const concerns = refusedAt('2026-11-26T14:56:30.000Z');
      expect(saidOf(concerns)).toEqual([
        'Callbacks without a valid proof are refused. ' +
          'The last one came 3 min ago from 203.0.113.7 at /webhook/callback/:token.',
      ]);
      expect(attentionsOf(concerns, NOW)[0]?.advice).toMatch(/^Give the worker the secret of WEBHOOK_SECRET, or/);
      expect(attentionsOf(concerns, NOW)[0]?.source?.href).toBe('/api/callbacks?verdict=unauthorized');
      expect(attentionsOf(concerns, NOW)[0]?.event).toBe('a');
    });

    it('is silent once that is 15 minutes ago', () => {
      const concerns = refusedAt('2026-11-26T14:45:00.000Z');
      expect(attentionsOf(concerns, NOW - 1)).toHaveLength(1);
      expect(attentionsOf(concerns, NOW)).toEqual([]);
    });

    it('says so before anything else', () => {
      const { refused } = refusedAt('2026-11-26T14:59:59.000Z');
      const heads = saidOf({ ...stuck(), ...(refused && { refused }) });
      expect(heads.map((text) => text.split(' ')[0])).toEqual(['Callbacks', 'No']);
    });
  });

  it('passes on what the backend says about its parts', () => {
    const degraded = [{ part: 'queue', message: 'Redis may drop jobs' }];
    expect(saidOf({ stuck: [], degraded })).toEqual(['The queue works with limits. Redis may drop jobs']);
  });
});
