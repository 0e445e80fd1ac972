import { retryAfterMs } from './retry-after';

const NOW = new Date('2026-01-22T10:00:00.000Z');

describe('retryAfterMs', () => {
  it.each([
    ['30', 30_000],
    [' 30 ', 30_000],
    ['0', 1000],
    ['3600', 3_600_000],
    ['99999999999999999999999', 3_600_000],
    ['Thu, 22 Jan 2026 10:00:45 GMT', 45_000],
    ['Thursday, 22-Jan-26 10:00:45 GMT', 45_000],
    ['Thu, 22 Jan 2026 09:00:00 GMT', 1000],
    ['Thu, 22 Jan 2099 10:00:00 GMT', 3_600_000],
    ['', undefined],
    ['soon', undefined],
    ['1.5', undefined],
    ['-1', undefined],
    ['Thu, 99 Foo 2026 10:00:45 GMT', undefined],
  ])('%j: %s ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });

  it('knows none where there is none, or more than one', () => {
    expect([retryAfterMs(undefined, NOW), retryAfterMs(['1', '2'], NOW)]).toEqual([undefined, undefined]);
  });
});
