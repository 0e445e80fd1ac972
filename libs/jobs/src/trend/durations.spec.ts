import fc from 'fast-check';
import type { DurationCounts } from './durations';
import { DURATION_BOUNDS_MS, countOf, durationBucket, percentilesMs } from './durations';
import { NO_FIGURES, countSteps, sumFigures } from './trend-figures';

const count = (durations: readonly number[]): DurationCounts =>
  countSteps(
    NO_FIGURES,
    durations.map((waitMs) => ({ waitMs })),
  ).wait;
/** So many durations in each of these buckets. */
const inBuckets = (buckets: Readonly<Record<number, number>>): DurationCounts =>
  Array.from({ length: 101 }, (_, bucket) => buckets[bucket] ?? 0);

/** The smallest duration that this share of all does not exceed. */
const exactPercentile = (durations: readonly number[], share: number): number => {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
};

const LONGEST = DURATION_BOUNDS_MS.at(-1) ?? 0;

describe('durationBucket', () => {
  it('has four bounds to each doubling, from 1 ms to more than a year', () => {
    expect(DURATION_BOUNDS_MS.slice(0, 9).map((bound) => Number(bound.toFixed(3)))).toEqual([
      1, 1.189, 1.414, 1.682, 2, 2.378, 2.828, 3.364, 4,
    ]);
    expect(LONGEST / 86_400_000).toBeGreaterThan(365);
  });

  it.each([
    [0, 0],
    [1, 0],
    [2, 4],
    [3, 7],
    [1000, 40],
    [1024, 40],
    [1025, 41],
  ])('puts %i ms into bucket %i', (ms, bucket) => {
    expect(durationBucket(ms)).toBe(bucket);
  });

  it('puts what is longer than every bound into the last', () => {
    expect(durationBucket(LONGEST * 2)).toBe(DURATION_BOUNDS_MS.length - 1);
  });

  it('is the first whose bound is not below the duration', () => {
    const duration = fc.integer({ min: 0, max: LONGEST });
    fc.assert(
      fc.property(duration, (ms) => {
        const bucket = durationBucket(ms);
        expect(DURATION_BOUNDS_MS[bucket]).toBeGreaterThanOrEqual(ms);
        expect(DURATION_BOUNDS_MS[bucket - 1] ?? -1).toBeLessThan(ms);
      }),
    );
  });
});

describe('percentilesMs', () => {
  it('is null without any duration', () => {
    expect(percentilesMs([], [0.5])).toBeNull();
  });

  it('takes durations as evenly spread inside a bucket', () => {
    expect(percentilesMs(inBuckets({ 40: 4 }), [0.25, 0.5, 1])).toEqual([
      Math.round(2 ** 9.75 + (2 ** 10 - 2 ** 9.75) / 4),
      Math.round((2 ** 9.75 + 2 ** 10) / 2),
      1024,
    ]);
  });

  it('counts through buckets in the order of their bounds', () => {
    expect(percentilesMs(inBuckets({ 100: 1, 9: 98, 40: 1 }), [0.5, 0.99, 1])).toEqual([4, 1024, 2 ** 25]);
  });

  it('lies in the bucket of the exact percentile', () => {
    const durations = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 300 });
    const shares = [0.5, 0.95, 0.99];
    fc.assert(
      fc.property(durations, (all) => {
        const answers = percentilesMs(count(all), shares) ?? [];
        expect(answers).toHaveLength(shares.length);
        for (const [at, share] of shares.entries()) {
          const bucket = durationBucket(exactPercentile(all, share));
          // Whole milliseconds: half of one is lost at the bounds.
          expect(answers[at]).toBeGreaterThanOrEqual((DURATION_BOUNDS_MS[bucket - 1] ?? 0) - 0.5);
          expect(answers[at]).toBeLessThanOrEqual((DURATION_BOUNDS_MS[bucket] ?? 0) + 0.5);
        }
      }),
    );
  });

  it('is the same of sums as of all durations together', () => {
    const durations = fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 50 });
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const { wait: both } = sumFigures([a, b].map((some) => ({ ...NO_FIGURES, wait: count(some) })));
        expect(countOf(both)).toBe(a.length + b.length);
        expect(percentilesMs(both, [0.95])).toEqual(percentilesMs(count([...a, ...b]), [0.95]));
      }),
    );
  });
});
