/**
 * Upper bounds, in milliseconds, of the buckets that durations are counted in: those of OpenTelemetry's exponential
 * histogram at scale 2, four to each doubling, from 1 ms to 2^35 ms (398 days). A bucket is at most 19 % wide, and every
 * store has the same, so figures of any stretches of time can be added.
 */
const STEPS_PER_DOUBLING = 4;
const DOUBLINGS = 35;
export const DURATION_BOUNDS_MS: readonly number[] = Array.from(
  { length: DOUBLINGS * STEPS_PER_DOUBLING + 1 },
  (_, step) => 2 ** (step / STEPS_PER_DOUBLING),
);

/** How many durations fell into each bucket, from the first of all buckets to the last that has any. */
export type DurationCounts = readonly number[];

/** Number of the first bucket whose bound is not below the duration. What is longer than the last bound is in the last. */
export function durationBucket(ms: number): number {
  let [low, high] = [0, DURATION_BOUNDS_MS.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((DURATION_BOUNDS_MS[middle] ?? Infinity) >= ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * For each of these shares (0 to 1, growing) the duration, in whole milliseconds, that this share of all did not exceed;
 * `null` without any. Inside a bucket durations are taken as evenly spread, so each is off by less than the bucket's width.
 */
export function percentilesMs(counts: DurationCounts, shares: readonly number[]): readonly number[] | null {
  const total = countOf(counts);
  if (total === 0) return null;
  const found: number[] = [];
  let below = 0;
  for (const [bucket, count] of counts.entries()) {
    for (let share = shares[found.length]; share !== undefined && share * total <= below + count;) {
      found.push(Math.round(within(bucket, (share * total - below) / count)));
      share = shares[found.length];
    }
    below += count;
  }
  return found;
}

/** How many durations there are. */
export const countOf = (counts: DurationCounts): number => counts.reduce((sum, count) => sum + count, 0);

function within(bucket: number, share: number): number {
  const low = DURATION_BOUNDS_MS[bucket - 1] ?? 0;
  const high = DURATION_BOUNDS_MS[bucket] ?? low;
  return low + (high - low) * share;
}
