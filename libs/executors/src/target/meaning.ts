import type { JobErrorCode } from '@fasttrack/contracts';
import type { Outcome } from '../executor.port';
import type { Sign } from './target-health';

/** What a sending means for its run and for its target. */
export interface Meaning {
  readonly outcome: Outcome;
  readonly sign: Sign;
  /** The target wants to be left alone for so long. */
  readonly askedMs?: number;
}

/** Another run may help. */
export const retry = (code: JobErrorCode, message: string): Extract<Outcome, { kind: 'retry' }> => ({
  kind: 'retry',
  error: { code, message, retryable: true },
  countsAsAttempt: true,
});

/** No other run helps. */
export const giveUp = (code: JobErrorCode, message: string): Extract<Outcome, { kind: 'give-up' }> => ({
  kind: 'give-up',
  error: { code, message, retryable: false },
});
