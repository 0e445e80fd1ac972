import fc from 'fast-check';
import { backoffMs, USUAL_BACKOFF } from './backoff';

const FIVE_MINUTES = 300_000;

describe('backoffMs', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [9, 256_000],
  ])('waits after run %i for %i ms ± 50 %%', (attempts, base) => {
    expect(backoffMs(USUAL_BACKOFF, attempts, () => 0)).toBe(base / 2);
    expect(backoffMs(USUAL_BACKOFF, attempts, () => 0.5)).toBe(base);
    expect(backoffMs(USUAL_BACKOFF, attempts, () => 0.999_999)).toBeLessThanOrEqual(Math.min(base * 1.5, FIVE_MINUTES));
  });

  it('stays between half a second and five minutes, whatever it is asked', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, random) => {
        const ms = backoffMs(USUAL_BACKOFF, attempts, () => random);
        expect(ms).toBeGreaterThanOrEqual(500);
        expect(ms).toBeLessThanOrEqual(FIVE_MINUTES);
        expect(Number.isInteger(ms)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('spreads jobs that failed together', () => {
    expect(new Set(Array.from({ length: 50 }, () => backoffMs(USUAL_BACKOFF, 3))).size).toBeGreaterThan(20);
  });
});
