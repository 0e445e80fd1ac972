import { readCreated, typedTime } from './created-range';

/** Midnight of a day in November 2026 by the clock of this machine, as the times of a query are written. */
const midnight = (day: number): string => new Date(2026, 10, day).toISOString();

describe('readCreated', () => {
  it.each([
    ['2026-11-05', { createdAfter: midnight(5), createdBefore: midnight(6) }],
    ['>2026-11-05', { createdAfter: midnight(6) }],
    ['>=2026-11-05', { createdAfter: midnight(5) }],
    ['<2026-11-05', { createdBefore: midnight(5) }],
    ['<=2026-11-05', { createdBefore: midnight(6) }],
    ['2026-11-01..2026-11-05', { createdAfter: midnight(1), createdBefore: midnight(6) }],
  ])('takes days of this clock, whole: %s', (text, patch) => {
    expect(readCreated(text)).toEqual({ patch });
  });

  it('takes a moment to the millisecond', () => {
    expect(readCreated('>2026-11-05T14:03:00Z')).toEqual({ patch: { createdAfter: '2026-11-05T14:03:00.001Z' } });
    expect(readCreated('>=2026-11-05T14:03:00Z')).toEqual({ patch: { createdAfter: '2026-11-05T14:03:00.000Z' } });
  });

  it.each([
    ['yesterday', '"yesterday" is no date.'],
    ['2026-02-30', '"2026-02-30" is no date.'],
    ['2026-11-01..soon', '"soon" is no date.'],
    ['2026-11-05..2026-11-01', 'The range ends before it begins.'],
    ['>2026-11-01..2026-11-05', 'Write created:>2026-11-01'],
    ['2026-11-01..2026-11-02..2026-11-03', 'Write created:>2026-11-01'],
  ])('says what is wrong with %s', (text, words) => {
    expect(readCreated(text)).toEqual({ fault: expect.stringContaining(words) as string });
  });
});

describe('typedTime', () => {
  it('is the day alone at midnight, else as short as it is exact', () => {
    expect(typedTime(midnight(5))).toBe('2026-11-05');
    expect(typedTime(new Date(2026, 10, 5, 14, 3).toISOString())).toBe('2026-11-05T14:03');
    expect(typedTime('2026-11-05T14:03:07.250Z')).toBe('2026-11-05T14:03:07.250Z');
  });
});
