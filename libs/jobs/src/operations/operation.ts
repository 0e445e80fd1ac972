import type { BulkAction, JobStatus, OperationState } from '@fasttrack/contracts';
import type { Job } from '../job';
import type { JobFilter } from '../job-store.port';

/** Which process works on an operation, and until when that may be believed. */
export interface OperationLease {
  readonly holder: string;
  readonly until: Date;
}

/**
 * An action on all jobs of a filter: plain data, written as a whole by compare-and-set on `revision`. What is about to be
 * changed is written down before it is changed, so that whoever goes on after a crash knows what to count.
 */
export interface Operation {
  /** UUIDv7: the order by age. */
  readonly id: string;
  readonly action: BulkAction;
  readonly filter: JobFilter;
  readonly state: OperationState;
  /** Most jobs changed in a second. */
  readonly pace: number;
  readonly by: string;
  /** Grows by one with each write: the fence. */
  readonly revision: number;
  readonly total: number;
  readonly changed: number;
  readonly skipped: number;
  readonly failed: number;
  /** The walk that is going on, see `walksOf`. */
  readonly walk: number;
  /** Where its next page starts; absent at its start. */
  readonly cursor?: string;
  /** Ids of the jobs that are being changed and are not counted yet. */
  readonly batch: readonly string[];
  readonly lease?: OperationLease;
  readonly error?: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt?: Date;
}

/** How many jobs of a batch came to which end. */
export interface Tally {
  readonly changed: number;
  readonly skipped: number;
  readonly failed: number;
}

/** How long a process may be silent before another one goes on. */
const OPERATION_LEASE_MS = 10_000;

/** States of the jobs that an action can change. */
const CHANGEABLE: Readonly<Record<BulkAction, readonly JobStatus[]>> = {
  retry: ['FAILED', 'CANCELLED'],
  cancel: ['PENDING', 'PROCESSING'],
};

/** The filters whose jobs, one filter after the other, an action can change. */
export const changeable = (action: BulkAction, filter: JobFilter): readonly JobFilter[] =>
  CHANGEABLE[action]
    .filter((status) => filter.status === undefined || filter.status === status)
    .map((status) => ({ ...filter, status }));

/** Where the jobs of a filter end that were created up to a moment. */
export function boundOf({ createdBefore }: JobFilter, at: Date): Date {
  const behind = new Date(at.getTime() + 1);
  return createdBefore && createdBefore < behind ? createdBefore : behind;
}

/** The same filters for an operation: only jobs that were created up to the moment when it began. */
export function walksOf({ action, filter, startedAt }: Operation): readonly JobFilter[] {
  const walks = changeable(action, { ...filter, createdBefore: boundOf(filter, startedAt) });
  // A job whose run fails between the two walks waits again, behind the place where the first one was: it is looked for again.
  return action === 'cancel' && walks.length > 1 ? [...walks, ...walks.slice(0, 1)] : walks;
}

/** Whether anything is left to do: jobs to change, or changed ones to count. */
export const isOpen = ({ state, batch }: Operation): boolean => state === 'RUNNING' || batch.length > 0;

/** Whether a process may work on the operation. A lease that would last longer than any is of a clock that was set back. */
export function isFree({ lease }: Operation, holder: string, now: Date): boolean {
  if (!lease || lease.holder === holder) return true;
  const leftMs = lease.until.getTime() - now.getTime();
  return leftMs <= 0 || leftMs > OPERATION_LEASE_MS;
}

/** The operation in the hands of a process. */
export const held = (operation: Operation, holder: string, now: Date): Operation => ({
  ...operation,
  lease: { holder, until: new Date(now.getTime() + OPERATION_LEASE_MS) },
  updatedAt: now,
});

/** The operation in nobody's hands. */
export function released({ lease: _lease, ...operation }: Operation): Operation {
  return operation;
}

/** The operation after its batch was changed. */
export const counted = (operation: Operation, { changed, skipped, failed }: Tally): Operation => ({
  ...operation,
  changed: operation.changed + changed,
  skipped: operation.skipped + skipped,
  failed: operation.failed + failed,
  batch: [],
});

/** The operation at its end. What was changed stays changed. */
export const ended = (operation: Operation, state: Exclude<OperationState, 'RUNNING'>, at: Date): Operation => ({
  ...operation,
  state,
  updatedAt: at,
  finishedAt: at,
});

/** How the note begins of a change that the operation made. */
export const noteOf = ({ id }: Operation): string => `operation ${id}`;

/** Whether the operation has changed the job: it does so at most once. */
export const hasChanged = (operation: Operation, { history }: Job): boolean =>
  history.some(({ note }) => note?.startsWith(noteOf(operation)) ?? false);

/** Whether the action is for a job in this state. What ended after the operation began, ended after it was chosen. */
export const isFor = ({ action, startedAt }: Operation, { status, completedAt }: Job): boolean =>
  CHANGEABLE[action].includes(status) && !(action === 'retry' && completedAt && completedAt > startedAt);
