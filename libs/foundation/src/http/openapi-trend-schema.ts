import { TREND_COUNTS, TREND_RANGES } from '@fasttrack/contracts';

const time = { type: 'string', format: 'date-time' };
const count = { type: 'integer', minimum: 0 };
const DURATIONS = ['samples', 'p50Ms', 'p95Ms', 'p99Ms'];
const durations = (description: string): object => ({
  type: ['object', 'null'],
  description,
  required: DURATIONS,
  properties: Object.fromEntries(DURATIONS.map((name) => [name, count])),
});

/** Counts and durations, with one more instant where `instant` names one. */
const figures = (instant?: string): object => ({
  type: 'object',
  required: [...(instant ? [instant] : []), ...TREND_COUNTS, 'wait', 'run'],
  properties: {
    ...(instant && { [instant]: time }),
    ...Object.fromEntries(TREND_COUNTS.map((name) => [name, count])),
    wait: durations('From the moment a job was due to its claim; null: nothing was claimed'),
    run: durations('From a claim to the end of that run; null: no run ended'),
  },
});

const NOTHING = { created: 0, completed: 0, failed: 0, cancelled: 0, runsFailed: 0, retried: 0, wait: null, run: null };
const SOMETHING = {
  ...{ ...NOTHING, created: 2, completed: 1 },
  wait: { samples: 1, p50Ms: 12, p95Ms: 13, p99Ms: 13 },
  run: { samples: 1, p50Ms: 5280, p95Ms: 5747, p99Ms: 5784 },
};

/** What `GET /stats/trend` answers. */
export const TREND_SCHEMA = {
  type: 'object',
  required: ['range', 'from', 'until', 'bucketSeconds', 'total', 'previous', 'buckets'],
  properties: {
    range: { enum: TREND_RANGES },
    type: { type: 'string' },
    from: time,
    until: { ...time, description: 'The moment of this answer' },
    bucketSeconds: count,
    total: figures(),
    previous: figures('from'),
    buckets: { type: 'array', items: figures('start') },
  },
  example: {
    ...{ range: '1h', from: '2026-01-22T09:01:00.000Z', until: '2026-01-22T10:00:30.000Z', bucketSeconds: 60 },
    total: SOMETHING,
    previous: { from: '2026-01-22T08:01:00.000Z', ...NOTHING },
    buckets: [{ start: '2026-01-22T10:00:00.000Z', ...SOMETHING }],
  },
};
