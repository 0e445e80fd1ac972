/** Longest wait between two runs. */
const MAX_MS = 5 * 60_000;

/** Milliseconds until a failed run is due again: 1 s × 2^(attempts−1), at most 5 min, ± 50 %. `random` gives [0, 1). */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const base = Math.min(MAX_MS, 1000 * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.min(MAX_MS, Math.round(base * (0.5 + random())));
}
