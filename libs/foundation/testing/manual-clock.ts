import type { Clock } from '@fasttrack/foundation/clock/clock';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private passedMs = 0;

  constructor(private ms = Date.UTC(2026, 0, 1)) {}

  now(): Date {
    return new Date(this.ms);
  }

  /** Time that has passed, whatever was done to the clock. */
  monotonicMs(): number {
    return this.passedMs;
  }

  /** Lets time pass. */
  advance(ms: number): void {
    this.ms += ms;
    this.passedMs += ms;
  }

  /** Sets the clock, forward or back, while no time passes. */
  jump(ms: number): void {
    this.ms += ms;
  }
}
