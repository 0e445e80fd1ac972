import { retryAfterMs } from './retry-after';
import type { Meaning } from './meaning';
import { retry } from './meaning';

/** An answer that may ask to come again later. */
interface Refusal {
  readonly status: number;
  readonly retryAfter: string | string[] | undefined;
  /** What the error says. */
  readonly said: string;
  readonly now: Date;
  /** How long the job waits when the target does not say. */
  readonly waitMs: number;
}

/** 429, and 503 with `Retry-After`: the job is put off, and no run is used up. `null`: the answer means something else. */
export function putOff({ status, retryAfter, said, now, waitMs }: Refusal): Meaning | null {
  const askedMs = retryAfterMs(retryAfter, now);
  if (status !== 429 && (status !== 503 || askedMs === undefined)) return null;
  const outcome = { ...retry('rate_limited', said), afterMs: askedMs ?? waitMs, countsAsAttempt: false };
  return { outcome, sign: 'alive', ...(askedMs !== undefined && { askedMs }) };
}
