import type { Clock } from '@fasttrack/foundation/clock/clock';

/** Failures in a row after which nothing is sent for a while. */
const FAILURES_MAX = 5;
const FIRST_REST_MS = 5000;
const LONGEST_REST_MS = 5 * 60_000;
/** So that several processes do not try again at the same moment. */
const JITTER = 0.2;

/** What became of a sending: the target answered, it did not, or nobody knows because we stopped waiting. */
export type Sign = 'alive' | 'failing' | 'unknown';

/**
 * How a target is, as one process sees it. After five failures in a row it is left alone for a while, twice
 * as long each time, up to five minutes; then one job tries whether it is back.
 */
export class TargetHealth {
  private failures = 0;
  private rests = 0;
  private restsUntil = 0;
  private asksUntil = 0;
  private isTrying = false;

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /** Until when nothing is sent; `null`: something may be. */
  get heldUntil(): Date | null {
    const until = Math.max(this.restsUntil, this.asksUntil);
    return until > this.now ? new Date(until) : null;
  }

  /** Whether its failures are why it is left alone, and not its own wish. */
  get isFailing(): boolean {
    return this.failures >= FAILURES_MAX;
  }

  /** How many of so many jobs may be sent now. */
  room(wanted: number): number {
    if (this.heldUntil) return 0;
    if (!this.isFailing) return wanted;
    return this.isTrying ? 0 : Math.min(1, wanted);
  }

  /** A job is being sent. Gives what must be called with its sign. */
  send(): (sign: Sign) => void {
    const isTry = this.isFailing && !this.isTrying;
    if (isTry) this.isTrying = true;
    return (sign) => {
      if (isTry) this.isTrying = false;
      if (sign === 'alive') this.recover();
      else if (sign === 'failing') this.fail();
    };
  }

  /** It asked to be left alone for so long. */
  ask(waitMs: number): void {
    this.asksUntil = Math.max(this.asksUntil, this.now + waitMs);
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private recover(): void {
    this.failures = 0;
    this.rests = 0;
    this.restsUntil = 0;
  }

  private fail(): void {
    this.failures++;
    // Jobs that were under way when the rest began tell nothing new.
    if (!this.isFailing || this.restsUntil > this.now) return;
    const restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(this.rests++, 10));
    this.restsUntil = this.now + restMs * (1 - JITTER * this.random());
  }
}
