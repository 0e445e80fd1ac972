import { WAIT_MAX_SECONDS } from '@fasttrack/contracts';

/** One preference, with its parameters. Commas inside quotes do not end it; a quote that is never closed does not, too. */
const PREFERENCE = /(?:[^,"]|"(?:\\.?|[^"\\])*(?:"|$))+/gs;
const WAIT = /^\s*wait\s*(?:[=;]|$)/i;
const SECONDS = /^[^=;]*=\s*(?:(\d+)|"(\d+)")\s*(?:;|$)/;

/**
 * How many seconds a caller would wait by its `Prefer` header (RFC 7240): the first `wait` counts, more than
 * {@link WAIT_MAX_SECONDS} are that many. `undefined` for none: a preference that cannot be read is ignored, never a fault.
 */
export function preferredWait(header: string | readonly string[] | undefined): number | undefined {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  const first = (text.match(PREFERENCE) ?? []).find((preference) => WAIT.test(preference));
  const [, plain, quoted] = SECONDS.exec(first ?? '') ?? [];
  const seconds = Number(plain ?? quoted ?? 0);
  return seconds === 0 ? undefined : Math.min(seconds, WAIT_MAX_SECONDS);
}
