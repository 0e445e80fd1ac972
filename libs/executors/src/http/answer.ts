import { isPlainObject } from '@fasttrack/foundation/http/is-plain-object';
import { parseJson } from '@fasttrack/foundation/http/json-body';
import { workerErrorOf } from '@fasttrack/jobs/worker-error';
import type { Outcome } from '../executor.port';
import { putOff } from '../target/put-off';
import { statusWords } from '../target/status-words';
import type { Meaning } from '../target/meaning';
import { giveUp, retry } from '../target/meaning';
import { whyNotStarted } from './starting-target';

/** An answer of a target, as far as it was read. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | string[] | undefined;
  readonly body: Buffer;
}

/** Whether the whole body matters: it may carry the result. */
export const isAccepted = (status: number): boolean => status >= 200 && status < 300;

/**
 * What an answer means. 2xx: accepted, or done when it brings the result; 429, and 503 with `Retry-After`: put off without
 * using up a run; other 5xx, and a target that is not ready: again; everything else, a redirect too: never again.
 */
export function meaningOf(
  answer: Answer,
  about: { readonly host: string; readonly now: Date; readonly deadline: Date; readonly waitMs: number },
): Meaning {
  const { status } = answer;
  const notStarted = whyNotStarted(answer);
  if (notStarted !== null) {
    const said = `${about.host} answered ${wordsOf(answer)}: ${notStarted}`;
    return { outcome: retry('unreachable', said), sign: 'failing' };
  }
  if (isAccepted(status))
    return { outcome: resultOf(answer) ?? { kind: 'accepted', deadline: about.deadline }, sign: 'alive' };
  const said = `${about.host} answered ${wordsOf(answer)}`;
  const later = putOff({ status, retryAfter: answer.retryAfter, said, now: about.now, waitMs: about.waitMs });
  if (later) return later;
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

/** The status, and what the target says about it where it says it in JSON or in plain text. */
function wordsOf(answer: Answer): string {
  const { message, error, hint } = jsonOf(answer.contentType, answer.body);
  const own = [message, error, plainTextOf(answer)].find((text) => typeof text === 'string' && text !== '');
  return statusWords(answer.status, [own, firstSentenceOf(hint)].filter((text) => typeof text === 'string').join(' '));
}

const firstSentenceOf = (text: unknown): unknown => (typeof text === 'string' ? text.split(/(?<=\.)\s/, 1)[0] : null);

/** The first line of an answer that is nothing but text, as n8n refuses who is not let in. */
function plainTextOf({ status, contentType, body }: Answer): string {
  const isText = contentType === '' || /^text\/plain\b/i.test(contentType);
  if (!isText || isAccepted(status)) return '';
  const [line = ''] = body
    .toString('utf8')
    .trim()
    .split(/[\r\n]/, 1);
  return /^[^\p{C}\ufffd]*$/u.test(line) ? line : '';
}
