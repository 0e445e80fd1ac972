import type { TrendRange } from '@fasttrack/contracts';
import { TREND_RANGES } from '@fasttrack/contracts';
import type { TrendFigures } from './trend-figures';
import { NO_FIGURES } from './trend-figures';
import { KEPT_MS, UNIT_MS } from './trend-units';
import { trendQuery, trendView } from './trend-view';

const NOW = new Date('2026-01-22T10:20:30.400Z');
const NOTHING = { created: 0, completed: 0, failed: 0, cancelled: 0, runsFailed: 0, retried: 0, wait: null, run: null };
const created = (count: number): TrendFigures => ({ ...NO_FIGURES, counts: { created: count } });

describe('trendView', () => {
  it.each<[TrendRange, string, string, number, number]>([
    ['15m', '2026-01-22T10:06:00.000Z', '2026-01-22T09:51:00.000Z', 60, 15],
    ['1h', '2026-01-22T09:21:00.000Z', '2026-01-22T08:21:00.000Z', 60, 60],
    ['24h', '2026-01-21T11:00:00.000Z', '2026-01-20T11:00:00.000Z', 3600, 24],
    ['7d', '2026-01-15T11:00:00.000Z', '2026-01-08T11:00:00.000Z', 3600, 168],
    ['30d', '2025-12-24T00:00:00.000Z', '2025-11-24T00:00:00.000Z', 86_400, 30],
  ])('shows %s from %s, after %s, in steps of %i s', (range, from, previous, bucketSeconds, buckets) => {
    const view = trendView({ range, now: NOW }, []);
    expect(view).toMatchObject({ range, from, until: NOW.toISOString(), bucketSeconds, previous: { from: previous } });
    const starts = view.buckets.map(({ start }) => Date.parse(start));
    expect(starts).toHaveLength(buckets);
    expect(starts).toEqual(starts.map((_start, at) => Date.parse(from) + at * bucketSeconds * 1000));
    const last = starts.at(-1) ?? NaN;
    expect(NOW.getTime() - last).toBeGreaterThanOrEqual(0);
    expect(NOW.getTime() - last).toBeLessThan(bucketSeconds * 1000);
  });

  it('has zeros where nothing happened, and no durations', () => {
    const view = trendView({ range: '1h', now: NOW }, []);
    for (const { start: _start, ...figures } of view.buckets) expect(figures).toEqual(NOTHING);
    expect(view.total).toEqual(NOTHING);
    expect(view.previous).toEqual({ from: view.previous.from, ...NOTHING });
  });

  it('sums its buckets, and those before them apart', () => {
    const rows = [
      { start: new Date('2026-01-22T09:20:00.000Z'), figures: created(1) },
      { start: new Date('2026-01-22T09:21:00.000Z'), figures: created(10) },
      { start: new Date('2026-01-22T10:20:00.000Z'), figures: { ...created(100), wait: [0, 3], run: [1] } },
    ];
    const view = trendView({ range: '1h', type: 'report', now: NOW }, rows);
    expect(view).toMatchObject({ type: 'report', total: { created: 110 }, previous: { created: 1 } });
    expect(view.buckets[0]).toMatchObject({ created: 10, wait: null });
    expect(view.buckets.at(-1)).toMatchObject({ created: 100, wait: { samples: 3 }, run: { samples: 1, p50Ms: 1 } });
    expect(view.total.wait).toEqual(view.buckets.at(-1)?.wait);
  });
});

describe('trendQuery', () => {
  it.each(TREND_RANGES)('asks for all that %s shows and nothing else', (range) => {
    const query = trendQuery({ range, type: 'report', now: NOW });
    const { previous, bucketSeconds, buckets } = trendView({ range, now: NOW }, []);
    expect(UNIT_MS[query.unit]).toBe(bucketSeconds * 1000);
    expect(query).toMatchObject({ type: 'report', from: new Date(previous.from) });
    expect(query.until.getTime()).toBe(Date.parse(buckets.at(-1)?.start ?? '') + bucketSeconds * 1000);
  });

  it.each(TREND_RANGES)('asks for nothing that is not kept in %s', (range) => {
    const { unit, from } = trendQuery({ range, now: NOW });
    expect(NOW.getTime() - from.getTime()).toBeLessThan(KEPT_MS[unit]);
  });
});
