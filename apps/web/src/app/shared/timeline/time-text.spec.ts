import { clockText, durationText, momentText, tickingText } from './time-text';

describe('durationText', () => {
  it.each([
    [-5, '0.0 s'],
    [400, '0.4 s'],
    [11_849, '11.8 s'],
    [59_949, '59.9 s'],
    [59_950, '1:00'],
    [147_000, '2:27'],
    [3_725_000, '1:02:05'],
    [183_600_000, '2 d 3 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('tickingText', () => {
  it('counts whole seconds that have passed, and never below zero', () => {
    expect([-1, 999, 1000, 69_999].map(tickingText)).toEqual(['0:00', '0:00', '0:01', '1:09']);
  });
});

describe('momentText', () => {
  const noon = new Date(2026, 10, 24, 12, 0, 0).getTime();

  it('names the day only when it is another one', () => {
    expect(clockText(noon)).toBe('12:00:00');
    expect(momentText(noon, noon + 3_600_000)).toBe('12:00:00');
    expect(momentText(noon, noon + 86_400_000)).toBe('24 Nov, 12:00:00');
  });
});
