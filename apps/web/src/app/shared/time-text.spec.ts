import { absoluteTime, durationText, relativeTime, shortTime } from './time-text';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 26, 14, 3, 10);

describe('relativeTime', () => {
  it.each([
    [0, 'now'],
    [1999, 'now'],
    [2 * SECOND, '2 s ago'],
    [59_999, '59 s ago'],
    [MINUTE, '1 min ago'],
    [HOUR - 1, '59 min ago'],
    [HOUR, '1 h ago'],
    [DAY - 1, '23 h ago'],
    [DAY, '1 d ago'],
    [7 * DAY - 1, '6 d ago'],
  ])('says an age of %d ms as %p', (age, text) => {
    expect(relativeTime(NOW - age, NOW)).toBe(text);
  });

  it('is never negative, whatever the clocks say', () => {
    expect(relativeTime(NOW + 5 * MINUTE, NOW)).toBe('now');
  });

  it('gives the date after a week, with the year when it is another one', () => {
    expect(relativeTime(NOW - 8 * DAY, NOW)).toMatch(/18/);
    expect(relativeTime(NOW - 8 * DAY, NOW)).not.toMatch(/2026/);
    expect(relativeTime(NOW - 400 * DAY, NOW)).toMatch(/2025/);
  });
});

describe('durationText', () => {
  it.each([
    [-5, '0.0 s'],
    [449, '0.4 s'],
    [11_800, '11.8 s'],
    [59_999, '59.9 s'],
    [69_000, '1:09'],
    [HOUR + 5 * MINUTE, '1:05:00'],
    [3 * DAY + 4 * HOUR + 59 * MINUTE, '3 d 4 h'],
  ])('says %d ms as %p', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

it('absoluteTime has local time and UTC', () => {
  expect(absoluteTime(NOW)).toContain('(2026-11-26 14:03:10.000 UTC)');
});

it('shortTime leaves the date of today out', () => {
  expect(shortTime(NOW, NOW)).toMatch(/^\d\d:\d\d:\d\d$/);
  expect(shortTime(NOW + 3 * DAY, NOW)).toMatch(/29.*, \d\d:\d\d:\d\d$/);
});
