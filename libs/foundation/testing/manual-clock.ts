import type { Clock } from '@fasttrack/foundation/clock/clock';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  constructor(private ms = Date.UTC(2026, 0, 1)) {}

  now(): Date {
    return new Date(this.ms);
  }

  advance(ms: number): void {
    this.ms += ms;
  }
}
