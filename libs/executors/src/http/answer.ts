import { STATUS_CODES } from 'node:http';
import { isPlainObject } from '@fasttrack/foundation/http/is-plain-object';
import { parseJson } from '@fasttrack/foundation/http/json-body';
import { workerErrorOf } from '@fasttrack/jobs/worker-error';
import type { Outcome } from '../executor.port';
import { retryAfterMs } from '../target/retry-after';
import type { Verdict } from '../target/verdict';
import { giveUp, retry } from '../target/verdict';

/** An answer of a target, as far as it was read. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | string[] | undefined;
  readonly body: Buffer;
}

/** Longest part of the target's own words that an error repeats. */
const WORDS_MAX_LENGTH = 300;

/** Whether the whole body matters: it may carry the result. */
export const isAccepted = (status: number): boolean => status >= 200 && status < 300;

/**
 * What an answer means. 2xx: accepted, or done when it brings the result; 429, and 503 with `Retry-After`: put off without
 * using up a run; other 5xx: again; everything else, a redirect too: never again.
 */
export function verdictOf(
  answer: Answer,
  about: { readonly host: string; readonly now: Date; readonly deadline: Date; readonly waitMs: number },
): Verdict {
  const { status } = answer;
  if (isAccepted(status))
    return { outcome: resultOf(answer) ?? { kind: 'accepted', deadline: about.deadline }, sign: 'alive' };
  const said = `${about.host} answered ${wordsOf(answer)}`;
  const askedMs = retryAfterMs(answer.retryAfter, about.now);
  if (status === 429 || (status === 503 && askedMs !== undefined)) {
    const outcome = { ...retry('rate_limited', said), afterMs: askedMs ?? about.waitMs, countsAsAttempt: false };
    return { outcome, sign: 'alive', ...(askedMs !== undefined && { askedMs }) };
  }
  if (status >= 500) return { outcome: retry('unreachable', said), sign: 'failing' };
  return { outcome: giveUp('rejected', said), sign: 'alive' };
}

/** A body that cannot be read as a result, whatever is wrong with it, is that of a target that calls back later. */
function resultOf({ contentType, body }: Answer): Outcome | null {
  const said = jsonOf(contentType, body);
  if (said['status'] === 'FAILED') {
    const error = workerErrorOf(said['error']);
    return error.retryable ? { kind: 'retry', error, countsAsAttempt: true } : { kind: 'give-up', error };
  }
  return said['result'] === undefined ? null : { kind: 'done', result: said['result'] };
}

function jsonOf(contentType: string, body: Buffer): Readonly<Record<string, unknown>> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) return {};
  try {
    const said = parseJson(body);
    return isPlainObject(said) ? (said as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The status, and what the target says about it where it says it in JSON. */
function wordsOf({ status, contentType, body }: Answer): string {
  const { message, error } = jsonOf(contentType, body);
  const own = [message, error].find((text) => typeof text === 'string' && text !== '') as string | undefined;
  const name = STATUS_CODES[status];
  const words = name === undefined ? String(status) : `${status} ${name}`;
  return own === undefined ? words : `${words}: ${own.slice(0, WORDS_MAX_LENGTH)}`;
}
