import type { TypeBackoff } from '@fasttrack/contracts';

/** How long a job waits after a failed run when its type names no backoff. */
export const USUAL_BACKOFF: TypeBackoff = { initialSeconds: 1, factor: 2, maxSeconds: 300, jitter: 0.5 };

/** Any longer wait has reached its longest by then. */
const MAX_DOUBLINGS = 60;

/** Milliseconds until a failed run is due again, after `attempts` runs were used up. `random` gives [0, 1). */
export function backoffMs(
  { initialSeconds, factor, maxSeconds, jitter }: TypeBackoff,
  attempts: number,
  random: () => number = Math.random,
): number {
  const maxMs = maxSeconds * 1000;
  const base = Math.min(maxMs, initialSeconds * 1000 * factor ** Math.min(Math.max(attempts, 1) - 1, MAX_DOUBLINGS));
  return Math.min(maxMs, Math.round(base * (1 - jitter + 2 * jitter * random())));
}
