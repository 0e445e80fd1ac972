/** Stretches of time that `GET /stats/trend` knows, the last of them first to end: now. */
export const TREND_RANGES = ['15m', '1h', '24h', '7d', '30d'] as const;
export type TrendRange = (typeof TREND_RANGES)[number];
export const TREND_RANGE_DEFAULT: TrendRange = '24h';

/** What is counted. Jobs that were not finished grow by created + retried − completed − failed − cancelled. */
export const TREND_COUNTS = ['created', 'completed', 'failed', 'cancelled', 'runsFailed', 'retried'] as const;
export type TrendCount = (typeof TREND_COUNTS)[number];

/** How often each thing happened; zeros included. `runsFailed`: runs that another one follows. */
export type TrendCounts = Readonly<Record<TrendCount, number>>;

/** How long something took, in milliseconds: half, 95 and 99 of 100 took no longer. Few samples say little. */
export interface DurationsView {
  readonly samples: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Figures of one stretch of time. */
export interface TrendFiguresView extends TrendCounts {
  /** From the moment a job was due to its claim. `null`: nothing was claimed. */
  readonly wait: DurationsView | null;
  /** From a claim to the end of that run, as its worker told it. `null`: no run ended. */
  readonly run: DurationsView | null;
}

/** One bar of a chart. */
export interface TrendBucketView extends TrendFiguresView {
  /** ISO 8601, UTC. */
  readonly start: string;
}

/** `GET /stats/trend`: what happened to jobs, in buckets without a gap; the last one is still filling. */
export interface TrendView {
  readonly range: TrendRange;
  /** Only jobs of this type. Absent: all. */
  readonly type?: string;
  /** Start of the first bucket. ISO 8601, UTC, as all instants. */
  readonly from: string;
  /** The moment of this answer: rates are counts by the time from `from` to here. */
  readonly until: string;
  /** Width of a bucket. Each starts at a whole minute, hour or day of UTC. */
  readonly bucketSeconds: number;
  /** All buckets together. */
  readonly total: TrendFiguresView;
  /** As many buckets just before `from`, to compare with. */
  readonly previous: TrendFiguresView & { readonly from: string };
  readonly buckets: readonly TrendBucketView[];
}
