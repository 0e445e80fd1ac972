import { someStats } from '../../testing/a-job';
import { readStatsView } from './read-stats';

const GOOD = { ...someStats(3), oldestWaiting: '2026-11-26T14:00:00.000Z' };

describe('readStatsView', () => {
  it('gives good counts as they are', () => {
    expect(readStatsView(GOOD)).toBe(GOOD);
  });

  it.each([null, 'text', [], { ...GOOD, total: null }, { ...GOOD, byStatus: { PENDING: 1 } }])(
    'refuses what has no counts: case %#',
    (value) => {
      expect(readStatsView(value)).toBeUndefined();
    },
  );

  it.each([
    ['byType', null, { byType: {} }],
    ['byType', { prompt: null }, { byType: {} }],
    ['oldestWaiting', 'never', {}],
    ['usage', { inputTokens: 1, outputTokens: 1, byType: { prompt: 7 } }, {}],
  ])('leaves an odd %s out and keeps the others', (name, value, instead) => {
    const { [name]: _odd, ...rest } = { ...GOOD, [name]: value } as Record<string, unknown>;
    expect(readStatsView({ ...GOOD, [name]: value })).toEqual({ ...rest, ...instead });
  });
});
