import { TestBed } from '@angular/core/testing';
import { BackendClock } from './backend-clock';
import { Now } from './now';

describe('Now', () => {
  let isHidden: boolean;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-26T14:00:00.000Z') });
    isHidden = false;
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (isHidden ? 'hidden' : 'visible'));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('ticks each second while the tab can be seen, and is right at once on return', () => {
    const now = TestBed.inject(Now);
    const start = now.localMs();
    jest.advanceTimersByTime(3000);
    expect(now.localMs()).toBe(start + 3000);
    isHidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(60_000);
    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    jest.advanceTimersByTime(0);
    expect(now.localMs()).toBe(start + 63_000);
  });

  it('is the time of the backend where the clocks differ', () => {
    const now = TestBed.inject(Now);
    TestBed.inject(BackendClock).hear('Thu, 26 Nov 2026 12:00:00 GMT');
    expect(now.ms()).toBe(now.localMs() - 2 * 3_600_000 + 500);
  });
});
