import type { JobError } from '@fasttrack/contracts';
import type { Job, Lease } from './job';

/** The lease of a run that starts at this moment, no longer than one run may take. */
export function leaseFrom(
  at: Date,
  { holder, leaseMs, timeoutMs }: { holder: string; leaseMs: number; timeoutMs: number | undefined },
): Lease {
  const until = new Date(at.getTime() + Math.min(leaseMs, timeoutMs ?? Infinity));
  const deadline = timeoutMs === undefined ? undefined : new Date(at.getTime() + timeoutMs);
  return { holder, until, handedOver: false, ...(deadline && { deadline }) };
}

/** Why a run ended whose time ran out: it took longer than its type allows, nobody called back, or its worker is lost. */
export function lossOf({ lease, startedAt }: Pick<Job, 'lease' | 'startedAt'>): JobError {
  const { deadline, until, handedOver } = lease ?? {};
  if (handedOver) return { code: 'timeout', message: silenceOf(until, startedAt), retryable: true };
  return deadline && until && until >= deadline
    ? timeoutOf(deadline, startedAt)
    : { code: 'lease_expired', message: 'The worker stopped renewing its lease', retryable: true };
}

/** That a run took longer than its type allows. */
export function timeoutOf(deadline: Date, startedAt: Date | undefined): JobError {
  const message = `The run took longer than the ${secondsOf(deadline, startedAt)} that its type allows`;
  return { code: 'timeout', message, retryable: true };
}

const silenceOf = (until: Date | undefined, startedAt: Date | undefined): string =>
  `The worker accepted the job and did not call back within ${secondsOf(until, startedAt)}`;

const secondsOf = (until: Date | undefined, startedAt: Date | undefined): string =>
  until && startedAt ? `${Math.round((until.getTime() - startedAt.getTime()) / 1000)} s` : 'its time';
