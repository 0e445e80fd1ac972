import type { DurationsView, TrendCounts, TrendFiguresView, TrendRange, TrendView } from '@fasttrack/contracts';
import { TREND_COUNTS } from '@fasttrack/contracts';
import type { TrendQuery, TrendRow } from '../job-figures.port';
import type { DurationCounts } from './durations';
import { countOf, percentilesMs } from './durations';
import type { TrendFigures } from './trend-figures';
import { NO_FIGURES, sumFigures } from './trend-figures';
import type { TrendUnit } from './trend-units';
import { UNIT_MS, unitStart } from './trend-units';

/** What each range is shown in. */
const SHOWN: Readonly<Record<TrendRange, { readonly unit: TrendUnit; readonly buckets: number }>> = {
  '15m': { unit: 'minute', buckets: 15 },
  '1h': { unit: 'minute', buckets: 60 },
  '24h': { unit: 'hour', buckets: 24 },
  '7d': { unit: 'hour', buckets: 7 * 24 },
  '30d': { unit: 'day', buckets: 30 },
};

/** A range of time that ends now, of one type or of all. */
export interface TrendWish {
  readonly range: TrendRange;
  readonly type?: string | undefined;
  readonly now: Date;
}

/** What a store must be asked to show a range and what came before it. */
export function trendQuery({ range, type, now }: TrendWish): TrendQuery {
  const { unit } = SHOWN[range];
  const { previous, until } = spanOf(range, now);
  return { unit, from: new Date(previous), until: new Date(until), ...(type !== undefined && { type }) };
}

/** The answer, made of what the store said to {@link trendQuery}. */
export function trendView({ range, type, now }: TrendWish, rows: readonly TrendRow[]): TrendView {
  const { unit, buckets } = SHOWN[range];
  const { previous, from } = spanOf(range, now);
  const byStart = new Map(rows.map(({ start, figures }) => [start.getTime(), figures]));
  const starts = (first: number): number[] => Array.from({ length: buckets }, (_, at) => first + at * UNIT_MS[unit]);
  const all = (first: number): TrendFigures[] => starts(first).map((start) => byStart.get(start) ?? NO_FIGURES);
  return {
    ...{ range, ...(type !== undefined && { type }) },
    ...{ from: iso(from), until: now.toISOString(), bucketSeconds: UNIT_MS[unit] / 1000 },
    total: figuresView(sumFigures(all(from))),
    previous: { from: iso(previous), ...figuresView(sumFigures(all(previous))) },
    buckets: starts(from).map((start) => ({ start: iso(start), ...figuresView(byStart.get(start) ?? NO_FIGURES) })),
  };
}

/** Starts of the range and of the one before it, and the end of its last bucket, which holds now. */
function spanOf(range: TrendRange, now: Date): { previous: number; from: number; until: number } {
  const { unit, buckets } = SHOWN[range];
  const until = unitStart(unit, now.getTime()) + UNIT_MS[unit];
  const length = buckets * UNIT_MS[unit];
  return { previous: until - 2 * length, from: until - length, until };
}

const iso = (ms: number): string => new Date(ms).toISOString();

function figuresView({ counts, wait, run }: TrendFigures): TrendFiguresView {
  const all = Object.fromEntries(TREND_COUNTS.map((name) => [name, counts[name] ?? 0])) as TrendCounts;
  return { ...all, wait: durationsView(wait), run: durationsView(run) };
}

function durationsView(counts: DurationCounts): DurationsView | null {
  const [p50Ms, p95Ms, p99Ms] = percentilesMs(counts, [0.5, 0.95, 0.99]) ?? [];
  if (p50Ms === undefined || p95Ms === undefined || p99Ms === undefined) return null;
  return { samples: countOf(counts), p50Ms, p95Ms, p99Ms };
}
