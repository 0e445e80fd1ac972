import { withoutCredentials } from '@fasttrack/foundation/logging/without-secrets';
import type { Meaning } from './meaning';
import { retry } from './meaning';

const TIMEOUTS: readonly unknown[] = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
/** Codes of certificates that nobody vouches for. */
const UNTRUSTED: readonly unknown[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];
const HOW_TO_TRUST = ' (NODE_EXTRA_CA_CERTS names a file of certificates to trust)';

/** The code of an answer that is longer than the connections of a target take. */
export const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

/** Whose patience a sending may have outlasted: that of its run, and that with the target. */
export interface Sending {
  readonly host: string;
  readonly run: AbortSignal;
  readonly answerBy: AbortSignal;
}

/** What it means that no whole answer came. */
export function failureOf(error: unknown, { host, run, answerBy }: Sending): Meaning {
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
  const advice = UNTRUSTED.includes(code) ? HOW_TO_TRUST : '';
  return { outcome: retry('unreachable', `${host} cannot be reached: ${words}${advice}`), sign: 'failing' };
}
