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
  if (deadline && until && until >= deadline) return timeoutOf(deadline, startedAt);
  return handedOver
    ? { code: 'timeout', message: 'The worker did not call back in time', retryable: true }
    : { code: 'lease_expired', message: 'The worker stopped renewing its lease', retryable: true };
}

/** That a run took longer than its type allows. */
export function timeoutOf(deadline: Date, startedAt: Date | undefined): JobError {
  const allowed = startedAt ? `${Math.round((deadline.getTime() - startedAt.getTime()) / 1000)} s` : 'time';
  return { code: 'timeout', message: `The run took longer than the ${allowed} that its type allows`, retryable: true };
}
