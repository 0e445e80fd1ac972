import type { TrendBucketView, TrendCounts, TrendFiguresView, TrendView } from '@fasttrack/contracts';

const NOTHING: TrendFiguresView = {
  ...{ created: 0, completed: 0, failed: 0, cancelled: 0, runsFailed: 0, retried: 0 },
  ...{ wait: null, run: null },
};

/** Figures of a stretch of time in which nothing happened but what is told. */
export const someFigures = (told: Partial<TrendFiguresView> = {}): TrendFiguresView => ({ ...NOTHING, ...told });

/** Measured times of so many runs or waits. */
export const someDurations = (p50Ms: number, p95Ms: number, samples = 50) => ({ samples, p50Ms, p95Ms, p99Ms: p95Ms });

const COUNTS = ['created', 'completed', 'failed', 'cancelled', 'runsFailed', 'retried'] as const;

/** An hour of whole minutes that ends at 15:00, with these figures in its last minutes, oldest first. */
export function aTrend(last: readonly Partial<TrendFiguresView>[] = [], more: Partial<TrendView> = {}): TrendView {
  const from = Date.parse('2026-11-26T14:00:00.000Z');
  const buckets = Array.from({ length: 60 }, (_, at): TrendBucketView => {
    const start = new Date(from + at * 60_000).toISOString();
    return { start, ...someFigures(last[at - 60 + last.length]) };
  });
  const sum = (count: keyof TrendCounts): number => buckets.reduce((all, bucket) => all + bucket[count], 0);
  const latest = buckets.findLast(({ wait, run }) => wait ?? run);
  return {
    ...{
      range: '1h',
      from: new Date(from).toISOString(),
      until: '2026-11-26T15:00:00.000Z',
      bucketSeconds: 60,
      buckets,
    },
    total: someFigures({
      ...Object.fromEntries(COUNTS.map((count) => [count, sum(count)])),
      ...{ wait: latest?.wait ?? null, run: latest?.run ?? null },
    }),
    previous: { from: '2026-11-26T13:00:00.000Z', ...someFigures() },
    ...more,
  };
}
