import type { Page } from '@playwright/test';
import type { StatsView, TrendBucketView, TrendFiguresView, TrendRange, TrendView } from '@fasttrack/contracts';
import { TREND_RANGES } from '@fasttrack/contracts';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
const SHAPES: Readonly<Record<TrendRange, { readonly seconds: number; readonly count: number }>> = {
  '15m': { seconds: MINUTE_S, count: 15 },
  '1h': { seconds: MINUTE_S, count: 60 },
  '24h': { seconds: HOUR_S, count: 24 },
  '7d': { seconds: HOUR_S, count: 168 },
  '30d': { seconds: DAY_S, count: 30 },
};
/** Jobs that end in a second of a busy hour. */
const PER_SECOND = 0.57;

/** Up and down with the hour of the day, and a little uneven, but the same at each look. */
const swing = (at: number, seconds: number): number =>
  0.7 + 0.3 * Math.cos(((at * seconds) / DAY_S) * 2 * Math.PI) + 0.07 * Math.sin(at * 5.1) + 0.05 * Math.cos(at * 2.3);

function bucketAt(at: number, seconds: number): TrendFiguresView {
  const completed = Math.round(PER_SECOND * seconds * swing(at, seconds));
  const failed = Math.round(completed * (at % 11 > 7 ? 0.08 : 0.015));
  const cancelled = Math.round(completed * 0.006);
  const [slow, samples] = [1 + 0.2 * Math.sin(at * 1.7), completed + failed];
  const times = (p50Ms: number, p95Ms: number) => ({
    ...{ samples, p50Ms: Math.round(p50Ms * slow), p95Ms: Math.round(p95Ms * slow), p99Ms: Math.round(p95Ms * 1.4) },
  });
  return {
    ...{ created: samples + cancelled + Math.round(completed * 0.003), completed, failed, cancelled },
    ...{ runsFailed: failed * 2, retried: 0, wait: times(700, 2600), run: times(4700, 8600) },
  };
}

function sumOf(all: readonly TrendFiguresView[]): TrendFiguresView {
  const sum = (count: 'created' | 'completed' | 'failed' | 'cancelled' | 'runsFailed' | 'retried'): number =>
    all.reduce((total, bucket) => total + bucket[count], 0);
  return {
    ...{ created: sum('created'), completed: sum('completed'), failed: sum('failed'), cancelled: sum('cancelled') },
    ...{ runsFailed: sum('runsFailed'), retried: sum('retried') },
    ...{ wait: all[0]?.wait ?? null, run: all[0]?.run ?? null },
  };
}

function trendOf(range: TrendRange): TrendView {
  const { seconds, count } = SHAPES[range];
  const [now, widthMs] = [Date.now(), seconds * 1000];
  const from = Math.floor(now / widthMs) * widthMs - (count - 1) * widthMs;
  const buckets = Array.from({ length: count }, (_, at): TrendBucketView => {
    const figures = bucketAt(at, at === count - 1 ? Math.max(1, (now - from - at * widthMs) / 1000) : seconds);
    return { start: new Date(from + at * widthMs).toISOString(), ...figures };
  });
  const before = Array.from({ length: count }, (_, at) => bucketAt(at + 3, seconds * 0.92));
  return {
    ...{ range, from: new Date(from).toISOString(), until: new Date(now).toISOString(), bucketSeconds: seconds },
    ...{ total: sumOf(buckets), buckets },
    previous: { from: new Date(from - count * widthMs).toISOString(), ...sumOf(before) },
  };
}

const counts = (PENDING: number, PROCESSING: number, COMPLETED: number, FAILED: number, CANCELLED: number) => ({
  ...{ PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED },
});

const statsNow = (): StatsView => ({
  total: 49_058,
  byStatus: counts(100, 27, 47_420, 1218, 293),
  byType: {
    prompt: counts(12, 21, 30_211, 690, 120),
    email: counts(9, 4, 12_190, 204, 81),
    notification: counts(37, 2, 4912, 118, 92),
    report: counts(42, 0, 107, 206, 0),
  },
  oldestWaiting: new Date(Date.now() - 372_000).toISOString(),
  usage: {
    ...{ inputTokens: 18_204_112, outputTokens: 6_410_778 },
    byType: { prompt: { inputTokens: 18_204_112, outputTokens: 6_410_778 } },
  },
});

/** Says what holds back the jobs of some types, by name; those of the others only wait for their turn. */
export async function tellHindrances(page: Page, hindrances: Readonly<Record<string, object>>): Promise<void> {
  await page.route('**/api/job-types', async (route) => {
    const types = (await (await route.fetch()).json()) as { name: string }[];
    await route.fulfill({ json: types.map((type) => ({ ...type, hindrance: hindrances[type.name] ?? null })) });
  });
}

/** Answers for the figures as after weeks of work, of which a test has no time to do the first minute. */
export async function tellBusyDays(page: Page, cut: (trend: TrendView) => TrendView = (trend) => trend): Promise<void> {
  await tellHindrances(page, { report: { reason: 'worker' } });
  await page.route('**/api/stats', (route) => route.fulfill({ json: statsNow() }));
  await page.route('**/api/stats/trend**', (route) => {
    const wanted = new URL(route.request().url()).searchParams.get('range');
    const range = TREND_RANGES.find((one) => one === wanted) ?? '24h';
    return route.fulfill({ json: cut(trendOf(range)) });
  });
}
