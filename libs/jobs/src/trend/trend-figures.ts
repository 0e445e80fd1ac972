import type { TrendCount } from '@fasttrack/contracts';
import type { DurationCounts } from './durations';
import { durationBucket } from './durations';

/** What one change of a job adds to the figures. */
export interface TrendStep {
  readonly count?: TrendCount;
  readonly waitMs?: number;
  readonly runMs?: number;
}

/** What happened in one stretch of time, as it is stored: plain sums, so that stretches can be added. */
export interface TrendFigures {
  /** Without zeros. */
  readonly counts: Readonly<Partial<Record<TrendCount, number>>>;
  readonly wait: DurationCounts;
  readonly run: DurationCounts;
}

/** Figures of a stretch in which nothing happened. */
export const NO_FIGURES: TrendFigures = { counts: {}, wait: [], run: [] };

/** The figures of all together. */
export function sumFigures(all: Iterable<TrendFigures>): TrendFigures {
  const sum = { counts: {} as Record<string, number>, wait: [] as number[], run: [] as number[] };
  for (const { counts, wait, run } of all) {
    for (const [name, count] of Object.entries(counts)) sum.counts[name] = (sum.counts[name] ?? 0) + count;
    addDurations(sum.wait, wait);
    addDurations(sum.run, run);
  }
  return sum;
}

/** The figures with these steps. */
export function countSteps(figures: TrendFigures, steps: readonly TrendStep[]): TrendFigures {
  const sum = { counts: { ...figures.counts }, wait: [...figures.wait], run: [...figures.run] };
  for (const { count, waitMs, runMs } of steps) {
    if (count) sum.counts[count] = (sum.counts[count] ?? 0) + 1;
    if (waitMs !== undefined) addDuration(sum.wait, waitMs);
    if (runMs !== undefined) addDuration(sum.run, runMs);
  }
  return sum;
}

function addDuration(sum: number[], ms: number): void {
  const bucket = durationBucket(ms);
  while (sum.length <= bucket) sum.push(0);
  sum[bucket] = (sum[bucket] ?? 0) + 1;
}

function addDurations(sum: number[], more: DurationCounts): void {
  for (let bucket = 0; bucket < more.length; bucket++) sum[bucket] = (sum[bucket] ?? 0) + (more[bucket] ?? 0);
}
