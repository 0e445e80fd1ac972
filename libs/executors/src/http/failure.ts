import { withoutCredentials } from '@fasttrack/foundation/logging/without-secrets';
import type { Verdict } from './answer';
import { retry } from './answer';

const TIMEOUTS: readonly unknown[] = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

/** Whose patience a sending may have outlasted: that of its run, and that with the target. */
interface Sending {
  readonly host: string;
  readonly run: AbortSignal;
  readonly answerBy: AbortSignal;
}

/** What it means that no whole answer came. */
export function failureOf(error: unknown, { host, run, answerBy }: Sending): Verdict {
  // Whoever stopped the run decides what becomes of it; only one that took too long says something about the target.
  if (run.aborted)
    return {
      outcome: retry('unreachable', `The request to ${host} was given up`),
      sign: run.reason === 'timeout' ? 'failing' : 'unknown',
    };
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  const isLate = answerBy.aborted || TIMEOUTS.includes(code);
  if (isLate) return { outcome: retry('timeout', `${host} did not answer in time`), sign: 'failing' };
  if (code === TOO_LARGE)
    return { outcome: retry('unreachable', `${host} answered with more than a result may have`), sign: 'failing' };
  // Several addresses that all refuse make an error without words.
  const words = withoutCredentials(message === undefined || message === '' ? String(code) : message);
  return { outcome: retry('unreachable', `${host} cannot be reached: ${words}`), sign: 'failing' };
}
