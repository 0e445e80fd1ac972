import type { JobErrorCode } from '@fasttrack/contracts';
import type { Outcome } from '../executor.port';
import type { CallbackAnswer } from './callback-sender';

/** Answers that ask us to come again later. */
const WAIT_STATUSES = [429, 503];
const WAIT_MAX_MS = 5 * 60_000;
const WAIT_DEFAULT_MS = 1000;

/** What the answer to a callback says about the run, which has until `deadline` when the callback was taken. */
export function outcomeOf({ status, retryAfter }: CallbackAnswer, deadline: Date): Outcome {
  if (status >= 200 && status < 300) return { kind: 'accepted', deadline };
  const said = `The callback was answered with status ${status}`;
  if (WAIT_STATUSES.includes(status)) {
    return { ...retry('rate_limited', said), afterMs: waitMs(retryAfter), countsAsAttempt: false };
  }
  if (status >= 500) return unreachable(said);
  return { kind: 'give-up', error: { code: 'rejected', message: said, retryable: false } };
}

/** A callback that did not arrive, which another run may do better. */
export const unreachable = (message: string): Outcome => retry('unreachable', message);

function retry(code: JobErrorCode, message: string): Extract<Outcome, { kind: 'retry' }> {
  return { kind: 'retry', error: { code, message, retryable: true }, countsAsAttempt: true };
}

/** `Retry-After` in seconds (RFC 9110, 10.2.3), within bounds. */
function waitMs(header: string | string[] | undefined): number {
  const seconds = typeof header === 'string' && /^\d+$/.test(header) ? Number(header) : NaN;
  return Number.isNaN(seconds) ? WAIT_DEFAULT_MS : Math.min(WAIT_MAX_MS, seconds * 1000);
}
