import type { TrendView } from '@fasttrack/contracts';
import { TREND_COUNTS, TREND_RANGES } from '@fasttrack/contracts';
import type { Check, Checks } from '../../core/read-shape';
import { isCount, isTime, shape } from '../../core/read-shape';

const areDurations = shape({ samples: isCount, p50Ms: isCount, p95Ms: isCount });
const areDurationsOrNone: Check = (value) => value === null || areDurations(value);
const FIGURES: Checks = {
  ...Object.fromEntries(TREND_COUNTS.map((count) => [count, isCount])),
  ...{ wait: areDurationsOrNone, run: areDurationsOrNone },
};
const isBucket = shape({ ...FIGURES, start: isTime });
const isTrend = shape({
  range: (value) => (TREND_RANGES as readonly unknown[]).includes(value),
  ...{ from: isTime, until: isTime, bucketSeconds: isCount },
  ...{ total: shape(FIGURES), previous: shape(FIGURES) },
  buckets: (value) => Array.isArray(value) && value.every(isBucket),
});

/** Reads a trend; `undefined` when any part of it is not as promised: a chart with a hole would tell something untrue. */
export const readTrendView = (value: unknown): TrendView | undefined =>
  isTrend(value) ? (value as TrendView) : undefined;
