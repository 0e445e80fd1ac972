import { axisOf, percentOf } from './timeline-axis';
import type { TimelineAxis } from './timeline-axis';
import { clockTime } from '../time-text';

const BASE = new Date(2026, 10, 24, 13, 59, 12).getTime();
const axisFor = (seconds: number, isOpen = false): TimelineAxis =>
  axisOf([{ kind: 'wait', id: 'wait 0', label: '', tone: 'waiting', start: BASE, end: BASE + seconds * 1000, isOpen }]);

describe('axisOf', () => {
  it('begins with the first line and leaves room for words after the last', () => {
    const axis = axisFor(100);
    expect(axis.start).toBe(BASE);
    expect(percentOf(axis, BASE + 100_000)).toBeCloseTo(72);
  });

  it('names the beginning and a few round moments', () => {
    expect(axisFor(248).ticks.map((tick) => tick.text)).toEqual(['13:59:12', '14:02:00']);
    expect(axisFor(6).ticks.map((tick) => tick.text)).toEqual(['13:59:12', '13:59:15']);
    expect(axisFor(0.9).ticks[0]?.text).toBe('13:59:12.0');
  });

  it('writes hours without seconds and long stretches in days', () => {
    expect(axisFor(5 * 3600).ticks.map((tick) => tick.text)).toEqual(['13:59', '16:00', '18:00']);
    expect(axisFor(9 * 86_400).ticks[0]?.text).toMatch(/^(Nov 24|24 Nov)$/);
  });

  it.each([0, 0.3, 1, 7, 59, 61, 600, 4000, 90_000, 1e6, 1e8])(
    'keeps labels apart and inside for %d seconds',
    (seconds) => {
      const { ticks } = axisFor(seconds, true);
      expect(ticks.length).toBeLessThanOrEqual(5);
      ticks.forEach(({ percent }, index) => {
        const before = ticks[index - 1];
        if (before) expect(percent - before.percent).toBeGreaterThanOrEqual(12);
        expect(percent).toBeLessThanOrEqual(72 - 12);
      });
    },
  );

  it('keeps the place before "now" free while the job goes on', () => {
    const gaps = (isOpen: boolean): number[] => axisFor(290, isOpen).ticks.map(({ percent }) => 72 - percent);
    expect(Math.min(...gaps(false))).toBeLessThan(13);
    expect(Math.min(...gaps(true))).toBeGreaterThanOrEqual(13);
  });

  it('stands without any line', () => {
    expect(axisOf([]).ticks).toEqual([{ percent: 0, text: `${clockTime(0)}.0` }]);
  });
});

describe('percentOf', () => {
  it('stays between 0 and 100', () => {
    const axis = { start: 1000, end: 2000 };
    expect([0, 1000, 1500, 2000, 9000].map((at) => percentOf(axis, at))).toEqual([0, 0, 50, 100, 100]);
  });
});
