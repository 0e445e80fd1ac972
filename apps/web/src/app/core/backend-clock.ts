import { Injectable, signal } from '@angular/core';

/** A `Date` header counts whole seconds and travels a while: clocks that differ by less are taken for the same. */
const TOLERANCE_MS = 2000;
const HALF_A_SECOND_MS = 500;

/** How far the backend's clock is ahead of this browser's, so that ages of jobs are right where one of the two is wrong. */
@Injectable({ providedIn: 'root' })
export class BackendClock {
  private readonly current = signal(0);

  /** In milliseconds; below 0 when it is behind. */
  readonly aheadMs = this.current.asReadonly();

  /** Takes the `Date` header of a fresh answer. What is no date changes nothing. */
  hear(date: string | null): void {
    const aheadMs = Date.parse(date ?? '') + HALF_A_SECOND_MS - Date.now();
    if (Math.abs(aheadMs - this.current()) > TOLERANCE_MS) this.current.set(aheadMs);
  }
}
