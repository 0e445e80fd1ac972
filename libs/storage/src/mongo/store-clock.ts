import { performance } from 'node:perf_hooks';
import type { Clock } from '@fasttrack/foundation/clock/clock';

/** How the time of a server is asked for, and the clock that carries it on. */
export interface TimeSource {
  readonly serverTime: () => Promise<Date>;
  /** Milliseconds since any moment, which nobody can set. */
  readonly monotonicMs?: () => number;
}

/** An answer that took longer says too little about the moment it was given. */
const LONGEST_ROUND_TRIP_MS = 1000;

/**
 * The server's time. It is measured and carried on by a clock that nobody can set, so that all processes agree, however
 * wrong the clocks of their machines are.
 */
export class StoreClock implements Clock {
  private constructor(
    private readonly serverTime: () => Promise<Date>,
    private readonly monotonicMs: () => number,
    private offsetMs: number,
  ) {}

  /** Measures the first time. Rejects when the server does not answer. */
  static async set({ serverTime, monotonicMs = () => performance.now() }: TimeSource): Promise<StoreClock> {
    const { offsetMs } = await measure(serverTime, monotonicMs);
    return new StoreClock(serverTime, monotonicMs, offsetMs);
  }

  now(): Date {
    return new Date(Math.round(this.monotonicMs() + this.offsetMs));
  }

  /** Measures again. Rejects when the server does not answer; the time goes on as it was. */
  async adjust(): Promise<void> {
    const { offsetMs, roundTripMs } = await measure(this.serverTime, this.monotonicMs);
    if (roundTripMs <= LONGEST_ROUND_TRIP_MS) this.offsetMs = offsetMs;
  }
}

async function measure(
  serverTime: () => Promise<Date>,
  monotonicMs: () => number,
): Promise<{ offsetMs: number; roundTripMs: number }> {
  const asked = monotonicMs();
  const time = await serverTime();
  const roundTripMs = monotonicMs() - asked;
  return { offsetMs: time.getTime() - asked - roundTripMs / 2, roundTripMs };
}
