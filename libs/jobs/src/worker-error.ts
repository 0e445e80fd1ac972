import type { JobError } from '@fasttrack/contracts';

const MESSAGE_MAX_LENGTH = 2000;
const NO_REASON = 'The worker gave no reason';

/** The error of a run as its worker tells it: a text, or `{message, retryable}`. Whatever else it is says nothing. */
export function workerErrorOf(error: unknown): JobError {
  const { message, retryable } = (typeof error === 'object' && error !== null ? error : { message: error }) as Record<
    string,
    unknown
  >;
  const text = typeof message === 'string' && message !== '' ? message : NO_REASON;
  return { code: 'worker_error', message: text.slice(0, MESSAGE_MAX_LENGTH), retryable: retryable !== false };
}
