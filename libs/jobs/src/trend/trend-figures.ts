import type { TrendCount } from '@fasttrack/contracts';
import type { DurationCounts } from './durations';
import { durationBucket } from './durations';

/** What one change of a job adds to the figures. */
export interface TrendStep {
  readonly count?: TrendCount;
  readonly waitMs?: number;
  readonly runMs?: number;
}

/** What happened in one stretch of time, as it is stored: plain sums; what is zero is left out. */
export interface TrendFigures {
  readonly counts: Readonly<Partial<Record<TrendCount, number>>>;
  readonly wait: DurationCounts;
  readonly run: DurationCounts;
}

/** Figures of a stretch in which nothing happened. */
export const NO_FIGURES: TrendFigures = { counts: {}, wait: {}, run: {} };

/** The figures of one step. */
export const figuresOf = ({ count, waitMs, runMs }: TrendStep): TrendFigures => ({
  counts: count ? { [count]: 1 } : {},
  wait: durationOf(waitMs),
  run: durationOf(runMs),
});

/** The figures of both. */
export const addFigures = (a: TrendFigures, b: TrendFigures): TrendFigures => ({
  counts: addCounts(a.counts, b.counts),
  wait: addCounts(a.wait, b.wait),
  run: addCounts(a.run, b.run),
});

const durationOf = (ms: number | undefined): DurationCounts => (ms === undefined ? {} : { [durationBucket(ms)]: 1 });

function addCounts<Counts extends Readonly<Partial<Record<string, number>>>>(a: Counts, b: Counts): Counts {
  const sum = { ...a } as Record<string, number>;
  for (const [name, count] of Object.entries(b) as [string, number][]) sum[name] = (sum[name] ?? 0) + count;
  return sum as Counts;
}
