import { axisOf, percentOf } from './timeline-axis';
import type { TimelineAxis } from './timeline-axis';
import type { TimelineBar, TimelineRow } from './timeline-row';
import { clockTime } from '../time-text';

const BASE = new Date(2026, 10, 24, 13, 59, 12).getTime();
const bar = (seconds: number, more: Partial<TimelineBar> = {}): TimelineBar => ({
  ...{ kind: 'wait', id: 'wait 0', label: '', tone: 'waiting', isOpen: false },
  ...{ start: BASE, end: BASE + seconds * 1000 },
  ...more,
});
const axisFor = (seconds: number, isOpen = false): TimelineAxis => axisOf([bar(seconds, { isOpen })], false);
/** Where the last moment lies. */
const lastOf = (rows: readonly TimelineRow[], hasWordsBelow = false): number =>
  Math.round(percentOf(axisOf(rows, hasWordsBelow), BASE + 100_000));

describe('axisOf', () => {
  it('begins with the first line and ends with the last', () => {
    expect(axisFor(100).start).toBe(BASE);
    expect(lastOf([bar(100)])).toBe(96);
    expect(lastOf([bar(70, { note: 'no' }), bar(100)])).toBe(96);
  });

  it('leaves room for words at its end, and for what is planned', () => {
    const marks = [{ at: BASE + 90_000, text: 'accepted' }];
    const worded: TimelineRow[][] = [[bar(100, { note: 'no' })], [bar(100), { kind: 'callbacks', id: 'c', marks }]];
    expect(worded.map((rows) => lastOf(rows))).toEqual([72, 72]);
    expect(worded.map((rows) => lastOf(rows, true))).toEqual([96, 96]);
    const planned = [bar(100, { isOpen: true, until: BASE + 200_000 })];
    expect([lastOf(planned), lastOf(planned, true)]).toEqual([72, 72]);
  });

  it.each([0.05, 0.3, 0.9, 3])('gives a short life of %d seconds all of its width', (seconds) => {
    expect(percentOf(axisFor(seconds), BASE + seconds * 1000)).toBeCloseTo(96);
  });

  it('names the beginning and a few round moments', () => {
    expect(axisFor(248).ticks.map((tick) => tick.text)).toEqual(['13:59:12', '14:02:00']);
    expect(axisFor(6).ticks.map((tick) => tick.text)).toEqual(['13:59:12', '13:59:14', '13:59:16']);
    expect(axisFor(0.9).ticks[0]?.text).toBe('13:59:12.0');
  });

  it('writes hours without seconds and long stretches in days', () => {
    expect(axisFor(5 * 3600).ticks.map((tick) => tick.text)).toEqual(['13:59', '16:00', '18:00']);
    expect(axisFor(9 * 86_400).ticks[0]?.text).toMatch(/^(Nov 24|24 Nov)$/);
  });

  it.each([0, 0.07, 0.3, 1, 7, 59, 61, 600, 4000, 90_000, 1e6, 1e8])(
    'keeps labels apart and inside for %d seconds',
    (seconds) => {
      const { ticks } = axisFor(seconds, true);
      expect(ticks.length).toBeLessThanOrEqual(5);
      ticks.forEach(({ percent }, index) => {
        const before = ticks[index - 1];
        if (before) expect(percent - before.percent).toBeGreaterThanOrEqual(12);
        expect(percent).toBeLessThanOrEqual(96 - 12);
      });
    },
  );

  it('keeps the place before "now" free while the job goes on', () => {
    const gaps = (isOpen: boolean): number[] => axisFor(180, isOpen).ticks.map(({ percent }) => 96 - percent);
    expect(Math.min(...gaps(false))).toBeLessThan(13);
    expect(Math.min(...gaps(true))).toBeGreaterThanOrEqual(13);
  });

  it('stands without any line', () => {
    expect(axisOf([], false).ticks).toEqual([{ percent: 0, text: `${clockTime(0)}.00` }]);
  });
});

describe('percentOf', () => {
  it('stays between 0 and 100', () => {
    const axis = { start: 1000, end: 2000 };
    expect([0, 1000, 1500, 2000, 9000].map((at) => percentOf(axis, at))).toEqual([0, 0, 50, 100, 100]);
  });
});
