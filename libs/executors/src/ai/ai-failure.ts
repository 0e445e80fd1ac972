import { APIConnectionError, APIError } from 'openai';
import type { Sending } from '../target/failure';
import { failureOf, TOO_LARGE } from '../target/failure';
import { putOff } from '../target/put-off';
import { statusWords } from '../target/status-words';
import type { Meaning } from '../target/meaning';
import { noCompletion } from './ai-answer';
import { giveUp, retry } from '../target/meaning';

/** A question that got no answer. */
interface Asking extends Sending {
  /** What must not be repeated. */
  readonly key: string;
  readonly now: Date;
  /** How long the job waits when the server does not say. */
  readonly waitMs: number;
}

/** An account without money gets some in minutes at best. */
const QUOTA_WAIT_MS = 5 * 60_000;
/** What is wrong with the job itself: another run asks the same. */
const OF_THE_JOB = [400, 413, 422];
/** What another request stood in the way of. */
const OF_THE_MOMENT = [408, 409];
/** Far more than an error repeats of what a server says. */
const WORDS_MAX_LENGTH = 4096;
/** In a word, what shows that it is a key with its middle covered, as servers repeat it. */
const COVERED = '**';

/**
 * What it means that a model gave no answer. 429: put off, as long as the server says, and no run is used up; 400, 413, 422:
 * the job is wrong; 408, 409, 5xx: again; any other status, 401 and a redirect too: never again.
 */
export function aiFailureOf(error: unknown, asking: Asking): Meaning {
  if (error instanceof APIError && typeof error.status === 'number') return refusalOf(error as Refusal, asking);
  if ((error as { readonly name?: unknown }).name === 'SyntaxError') return noCompletion(asking.host);
  const cause = error instanceof APIConnectionError ? (error.cause ?? error) : error;
  return isTooLarge(cause) && !asking.run.aborted ? tooMuch(asking.host) : failureOf(cause, asking);
}

const isTooLarge = (error: unknown): boolean => (error as { readonly code?: unknown }).code === TOO_LARGE;

/** Each answer is paid, and the next one would be no shorter. A server that says it to all is left alone for a while. */
const tooMuch = (host: string): Meaning => ({
  outcome: giveUp('worker_error', `${host} answered with more than a result may have`),
  sign: 'failing',
});

type Refusal = APIError<number, Headers>;

function refusalOf(error: Refusal, { host, key, now, waitMs }: Asking): Meaning {
  const { status } = error;
  const said = `${host} answered ${statusWords(status, wordsOf(error, key))}`;
  const retryAfter = error.headers.get('retry-after') ?? undefined;
  const later = putOff({ status, retryAfter, said, now, waitMs });
  if (later) return isWithoutQuota(error) ? untilPaid(said) : later;
  if (OF_THE_MOMENT.includes(status)) return { outcome: retry('unreachable', said), sign: 'alive' };
  if (status >= 500) return { outcome: retry('unreachable', said), sign: 'failing' };
  return { outcome: giveUp(OF_THE_JOB.includes(status) ? 'invalid_input' : 'rejected', said), sign: 'alive' };
}

const isWithoutQuota = ({ code, type }: Refusal): boolean =>
  code === 'insufficient_quota' || type === 'insufficient_quota';

/** All jobs wait, and none fails, until somebody has paid. */
const untilPaid = (said: string): Meaning => ({
  outcome: { ...retry('rate_limited', said), afterMs: QUOTA_WAIT_MS, countsAsAttempt: false },
  sign: 'alive',
  askedMs: QUOTA_WAIT_MS,
});

/** What the server says, without the key, of which a refusal repeats parts. */
function wordsOf({ status, error }: Refusal, key: string): string | undefined {
  if (status === 401) return 'the key is not accepted';
  const { message } = (error ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string') return undefined;
  // Word by word: one pattern that looks for the stars takes minutes for a long text without any.
  const words = message.replaceAll(key, '***').slice(0, WORDS_MAX_LENGTH);
  return words.replace(/\S+/g, (word) => (word.includes(COVERED) ? '***' : word));
}
