import { TestBed } from '@angular/core/testing';
import { BackendClock } from './backend-clock';

describe('BackendClock', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-26T14:00:00.000Z') }));
  afterEach(() => jest.useRealTimers());

  const HOUR_MS = 3_600_000;
  const after = (...dates: (string | null)[]): number => {
    const clock = TestBed.inject(BackendClock);
    for (const date of dates) clock.hear(date);
    return clock.aheadMs();
  };

  it.each(['Thu, 26 Nov 2026 13:59:58 GMT', 'Thu, 26 Nov 2026 14:00:01 GMT'])(
    'takes a clock that says %s for the same',
    (date) => {
      expect(after(date)).toBe(0);
    },
  );

  it('knows a clock that is ahead or behind', () => {
    expect(after('Thu, 26 Nov 2026 15:00:00 GMT')).toBe(HOUR_MS + 500);
    expect(after('Thu, 26 Nov 2026 13:00:00 GMT')).toBe(500 - HOUR_MS);
  });

  it('does not jump from answer to answer', () => {
    expect(after('Thu, 26 Nov 2026 15:00:00 GMT', 'Thu, 26 Nov 2026 15:00:01 GMT')).toBe(HOUR_MS + 500);
  });

  it('follows a clock that is put right', () => {
    expect(after('Thu, 26 Nov 2026 15:00:00 GMT', 'Thu, 26 Nov 2026 14:00:00 GMT')).toBe(500);
  });

  it.each([null, '', 'soon'])('lets %p be', (date) => {
    expect(after(date)).toBe(0);
  });
});
