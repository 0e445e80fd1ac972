import { windowOf } from './row-window';

const sight = { rowPx: 50, screenPx: 900 };

describe('windowOf', () => {
  it('draws every row of a short list wherever it is scrolled to', () => {
    for (const scrolledPx of [-500, 0, 900, 99_999])
      expect(windowOf({ ...sight, count: 60, scrolledPx })).toEqual({ start: 0, end: 60, beforePx: 0, afterPx: 0 });
  });

  it('draws what can be seen of a long list and a little more, and keeps its height', () => {
    for (const scrolledPx of [-200, 0, 37, 10_000, 499_100, 600_000]) {
      const { start, end, beforePx, afterPx } = windowOf({ ...sight, count: 10_000, scrolledPx });
      expect(end - start).toBeLessThanOrEqual(40);
      expect(beforePx + (end - start) * 50 + afterPx).toBe(500_000);
      const [first, last] = [Math.max(0, scrolledPx), Math.min(500_000, scrolledPx + 900)];
      if (first < 500_000) expect([start * 50 <= first, end * 50 >= last]).toEqual([true, true]);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(10_000);
      expect(end).toBeGreaterThan(start);
    }
  });

  it('stays for a few pixels', () => {
    const at = (scrolledPx: number): number => windowOf({ ...sight, count: 1000, scrolledPx }).start;
    expect(at(10_001)).toBe(at(10_199));
    expect(at(10_201)).toBeGreaterThan(at(10_199));
  });
});
