import type { CallbackVerdict } from '@fasttrack/contracts';
import { problemOf } from '@fasttrack/foundation/http/problem-codes';
import type { Verdict } from '@fasttrack/jobs/job-callbacks';
import type { FastifyRequest } from 'fastify';
import { proofOf } from '../callback-proof';

/** What a refused callback was, by the code of its problem. What failed on our side has no verdict: the sender comes again. */
const REFUSALS: ReadonlyMap<string, CallbackVerdict> = new Map([
  ['callback.unauthorized', 'unauthorized'],
  ['callback.malformed', 'malformed'],
  ['request.invalid', 'malformed'],
  ['request.payload-too-large', 'malformed'],
  ['request.unsupported-media-type', 'malformed'],
  ['callback.stale-attempt', 'stale attempt'],
  ['job.not-found', 'unknown job'],
]);

/** What became of a callback, and which run it was taken for. */
export interface Judgement {
  readonly verdict: CallbackVerdict;
  readonly attempt?: number;
}

const settled = new WeakMap<FastifyRequest, { readonly verdict: Verdict; readonly attempt: number }>();

/** Remembers what became of a callback that was proven and understood. */
export const rememberVerdict = (request: FastifyRequest, verdict: Verdict, attempt: number): void => {
  settled.set(request, { verdict, attempt });
};

/**
 * What became of a callback whose answer is known; `undefined`: nothing that its sender could help. Whatever a call
 * without proof was refused for, it is one of those of which few are kept.
 */
export function judgementOf(request: FastifyRequest): Judgement | undefined {
  const verdict = REFUSALS.get(problemOf(request) ?? '');
  return settled.get(request) ?? (verdict && { verdict: proofOf(request) ? verdict : 'unauthorized' });
}
