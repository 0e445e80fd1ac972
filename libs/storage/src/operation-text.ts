import type { Operation } from '@fasttrack/jobs/operations/operation';

const TIMES = ['startedAt', 'updatedAt', 'finishedAt', 'createdAfter', 'createdBefore', 'until'];

/** An operation as JSON text: what a filter says is text to the store and part of no query. */
export const operationText = (operation: Operation): string => JSON.stringify(operation);

/** The operation of such a text. */
export function operationOf(text: string): Operation {
  return JSON.parse(text, (name, value: unknown) =>
    TIMES.includes(name) && typeof value === 'string' ? new Date(value) : value,
  ) as Operation;
}
