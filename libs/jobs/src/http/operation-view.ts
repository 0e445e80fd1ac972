import type { JobFilterView, OperationView } from '@fasttrack/contracts';
import type { JobFilter } from '../job-store.port';
import type { Operation } from '../operations/operation';

/** A filter as the API answers it. */
export function toFilterView({ createdAfter, createdBefore, ...same }: JobFilter): JobFilterView {
  return {
    ...same,
    ...(createdAfter && { createdAfter: createdAfter.toISOString() }),
    ...(createdBefore && { createdBefore: createdBefore.toISOString() }),
  };
}

/** An operation as the API answers it. */
export function toOperationView(operation: Operation): OperationView {
  const { id, action, state, pace, total, changed, skipped, failed, error, by, finishedAt } = operation;
  return {
    ...{ id, action, filter: toFilterView(operation.filter), state, pace, total },
    ...{ examined: changed + skipped + failed, changed, skipped, failed },
    ...(error !== undefined && { error }),
    by,
    startedAt: operation.startedAt.toISOString(),
    updatedAt: operation.updatedAt.toISOString(),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
  };
}
