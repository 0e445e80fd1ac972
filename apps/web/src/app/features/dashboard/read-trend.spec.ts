import { aTrend, someDurations } from '../../../testing/a-trend';
import { readTrendView } from './read-trend';

const GOOD = aTrend([{ completed: 3, wait: someDurations(20, 80), run: someDurations(500, 900) }]);
const bucketWith = (odd: object): unknown => ({ ...GOOD, buckets: [{ ...GOOD.buckets[0], ...odd }] });

describe('readTrendView', () => {
  it('gives a good trend as it is', () => {
    expect(readTrendView(GOOD)).toBe(GOOD);
  });

  it.each([
    null,
    'text',
    [],
    ...Object.keys(GOOD).map((name) => ({ ...GOOD, [name]: null })),
    { ...GOOD, range: 'century' },
    { ...GOOD, buckets: [null] },
    bucketWith({ start: 'never' }),
    bucketWith({ completed: '3' }),
    bucketWith({ wait: { samples: 1 } }),
    bucketWith({ run: 'slow' }),
  ])('refuses what no chart can be drawn of: case %#', (value) => {
    expect(readTrendView(value)).toBeUndefined();
  });
});
