import type { TrendBucketView, TrendCount, TrendCounts, TrendRange, TrendView } from '@fasttrack/contracts';

const MINUTE_MS = 60_000;
/** A bucket that has just begun says nothing about its rate. */
const TOLD_FROM = 0.25;

/** Minutes from the start of the range to now. At least a second. */
export const minutesOf = ({ from, until }: TrendView): number =>
  Math.max(Date.parse(until) - Date.parse(from), 1000) / MINUTE_MS;

/** Minutes of the range before. */
export const minutesBefore = ({ buckets, bucketSeconds }: TrendView): number => (buckets.length * bucketSeconds) / 60;

/** Jobs that ended, however they did. */
export const finishedOf = ({ completed, failed, cancelled }: TrendCounts): number => completed + failed + cancelled;

/** Completed jobs of 100 that ran to an end; `null`: none did. */
export function successOf({ completed, failed }: Pick<TrendCounts, 'completed' | 'failed'>): number | null {
  const ended = completed + failed;
  return ended === 0 ? null : (completed / ended) * 100;
}

/** How many more jobs are unfinished than before these counts. */
export const growthOf = (counts: Readonly<Record<TrendCount, number>>): number =>
  counts.created + counts.retried - finishedOf(counts);

/** Something a minute, bucket by bucket; the last one by what of it has passed, or left out. */
export function ratesOf(trend: TrendView, pick: (bucket: TrendBucketView) => number): readonly number[] {
  const { buckets, bucketSeconds, until } = trend;
  return buckets.flatMap((bucket, at) => {
    const passed = Math.min(Date.parse(until) - Date.parse(bucket.start), bucketSeconds * 1000);
    const isYoung = at === buckets.length - 1 && passed < TOLD_FROM * bucketSeconds * 1000;
    return isYoung ? [] : [pick(bucket) / (passed / MINUTE_MS)];
  });
}

/** How many jobs were unfinished at the end of each bucket, told backwards from how many there are now. */
export function unfinishedOf({ buckets }: TrendView, now: number): readonly number[] {
  let count = now;
  const backwards = buckets.toReversed().map((bucket) => {
    const atEnd = Math.max(0, count);
    count -= growthOf(bucket);
    return atEnd;
  });
  return backwards.toReversed();
}

/** A range in words, to stand after `the last` or before `before`. */
export const RANGE_WORDS: Readonly<Record<TrendRange, string>> = {
  '15m': '15 minutes',
  '1h': 'hour',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
};

/** The same where there is little room. */
export const RANGE_SHORT: Readonly<Record<TrendRange, string>> = {
  '15m': '15 min',
  '1h': '1 h',
  '24h': '24 h',
  '7d': '7 d',
  '30d': '30 d',
};
