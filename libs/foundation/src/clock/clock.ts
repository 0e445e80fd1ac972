import { Injectable } from '@nestjs/common';

/** What time it is for the jobs. Code that decides by time asks this, never `Date.now()`. */
export abstract class Clock {
  /** Wall time, corrected to the store's where the store has a time of its own. */
  abstract now(): Date;
}

/** The machine's own time. */
@Injectable()
export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }
}
