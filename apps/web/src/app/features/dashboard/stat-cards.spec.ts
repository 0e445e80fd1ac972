import type { StatsView, TrendView } from '@fasttrack/contracts';
import { aTrend, someDurations, someFigures } from '../../../testing/a-trend';
import type { StatCard } from './stat-cards';
import { statCards } from './stat-cards';

const NOW = Date.parse('2026-11-26T15:00:00.000Z');
const statsOf = (pending = 0, processing = 0, more: Partial<StatsView> = {}): StatsView => {
  const byStatus = { PENDING: pending, PROCESSING: processing, COMPLETED: 0, FAILED: 0, CANCELLED: 0 };
  return { total: pending + processing, byStatus, byType: { prompt: byStatus }, ...more };
};
const card = (label: string, trend: TrendView, stats = statsOf()): StatCard =>
  statCards(stats, trend, NOW).find((one) => one.label === label)!;
const previous = (told: Parameters<typeof someFigures>[0]): Partial<TrendView> => ({
  previous: { from: '2026-11-26T13:00:00.000Z', ...someFigures(told) },
});

describe('cards of the dashboard', () => {
  it('tell how many jobs finish in a minute, and how that changed', () => {
    const trend = aTrend(
      [{ completed: 100 }, { completed: 15, failed: 4, cancelled: 1 }],
      previous({ completed: 100 }),
    );
    expect(card('Throughput', trend)).toMatchObject({
      ...{ value: '2', unit: '/min' },
      change: { direction: 'up', text: '20%', tone: 'ok' },
    });
  });

  it('compare a range that is not over by what of it has passed', () => {
    const trend = aTrend([{ completed: 59 }], { ...previous({ completed: 60 }), until: '2026-11-26T14:59:00.000Z' });
    expect(card('Throughput', trend).change).toMatchObject({ direction: 'same' });
  });

  it('never round failures away', () => {
    expect(card('Success rate', aTrend([{ completed: 9999, failed: 1 }])).value).toBe('99.9');
    expect(card('Success rate', aTrend([{ completed: 1, failed: 9999 }])).value).toBe('0.1');
    expect(card('Success rate', aTrend([{ completed: 3 }])).value).toBe('100.0');
    expect(card('Success rate', aTrend([{ cancelled: 3 }]))).toMatchObject({
      value: '–',
      note: 'needs a finished job',
    });
  });

  it('tell a lower success rate in points, as something bad', () => {
    const trend = aTrend([{ completed: 97, failed: 3 }], previous({ completed: 98, failed: 2 }));
    expect(card('Success rate', trend).change).toEqual({ direction: 'down', text: '1.0 pt', tone: 'bad' });
  });

  it('draw how many jobs were unfinished, told backwards from now', () => {
    const waiting = card('Waiting', aTrend([{ created: 5 }, { completed: 2 }]), statsOf(3));
    expect(waiting.spark.slice(-3)).toEqual([0, 5, 3]);
    expect(waiting).toMatchObject({
      value: '3',
      unit: 'jobs',
      change: { direction: 'up', text: '3 jobs', tone: 'warn' },
    });
  });

  it('tell the age of the oldest waiting job by the clock that is given, never negative', () => {
    const since = (time: string): StatCard => card('Oldest waiting', aTrend(), statsOf(1, 0, { oldestWaiting: time }));
    expect(since('2026-11-26T14:53:48.000Z')).toMatchObject({ value: '6:12', unit: 'min' });
    expect(since('2026-11-26T15:00:04.000Z')).toMatchObject({ value: '0', unit: 's' });
    expect(card('Oldest waiting', aTrend())).toMatchObject({ value: '–', unit: '', note: 'all clear' });
  });

  it('say that none is due, so that no one waits for these jobs yet', () => {
    const cards = (stats: StatsView): unknown[] => [
      card('Waiting', aTrend(), stats).aside,
      card('Oldest waiting', aTrend(), stats).note,
    ];
    expect(cards(statsOf(0))).toEqual([undefined, 'all clear']);
    expect(cards(statsOf(30))).toEqual(['not due', 'none is due']);
    expect(cards(statsOf(30, 0, { oldestWaiting: '2026-11-26T14:59:00.000Z' }))).toEqual([undefined, 'none before']);
  });

  it('compare waits by their slowest twentieth', () => {
    const trend = aTrend([{ wait: someDurations(100, 3000) }], previous({ wait: someDurations(100, 1000) }));
    expect(card('Oldest waiting', trend).change).toEqual({ direction: 'up', text: '2 s p95', tone: 'warn' });
  });

  it('count few failures, and tell many in percent', () => {
    const failed = (now: number, before: number): StatCard =>
      card('Failed', aTrend([{ failed: now }], previous({ failed: before })));
    expect(failed(5, 2).change).toEqual({ direction: 'up', text: '3 failures', tone: 'bad' });
    expect(failed(3, 2).change).toMatchObject({ text: '1 failure' });
    expect(failed(40, 50).change).toEqual({ direction: 'down', text: '20%', tone: 'ok' });
    expect(failed(300, 20).change).toMatchObject({ text: '×15' });
    expect(failed(3, 0)).toMatchObject({ change: null, note: 'none before' });
    expect(failed(0, 0)).toMatchObject({ change: null, note: 'all clear' });
    expect(failed(1, 0).hint).toContain('the list has jobs that are failed now');
  });

  it('say what a change counts and what it is against, in short and in full', () => {
    const trend = aTrend([{ wait: someDurations(1, 1, 30) }], previous({ wait: someDurations(1, 1, 20) }));
    expect(card('Running', trend).change).toMatchObject({ text: '50% starts' });
    expect(card('Throughput', { ...trend, range: '24h' }).against).toEqual({
      short: 'vs 24 h before',
      full: 'compared with the 24 hours before',
    });
    expect(card('Waiting', { ...trend, range: '1h' }).against).toEqual({
      short: 'vs 1 h ago',
      full: 'compared with those an hour ago',
    });
  });

  it('lead to the jobs that they count', () => {
    const queries = statCards(statsOf(), aTrend(), NOW).map(({ query }) => query);
    expect(queries).toEqual([
      { order: 'desc' },
      { status: 'completed' },
      { status: 'pending' },
      { status: 'pending', order: 'asc' },
      { status: 'processing' },
      { status: 'failed' },
    ]);
  });

  it('leave a bucket that has just begun out of the course', () => {
    const until = '2026-11-26T14:59:05.000Z';
    expect(card('Throughput', aTrend([{ completed: 9 }], { until })).spark).toHaveLength(59);
    expect(card('Throughput', aTrend([{ completed: 9 }], { until: '2026-11-26T14:59:30.000Z' })).spark.at(-1)).toBe(18);
  });
});
