/** Longest time for which a target is left alone because it asked. */
const MAX_MS = 3_600_000;
const MIN_MS = 1000;

/**
 * The wait that a `Retry-After` asks for (RFC 9110, 10.2.3), in seconds or as a date: from one second to one hour.
 * `undefined` when there is none that can be read.
 */
export function retryAfterMs(header: string | string[] | undefined, now: Date): number | undefined {
  const text = typeof header === 'string' ? header.trim() : '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : dateMs(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(MAX_MS, Math.max(MIN_MS, ms));
}

/** Only what names a day: `Date.parse` makes something of almost any text. */
const dateMs = (text: string): number => (/^[A-Z][a-z]+, .*\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : NaN);
