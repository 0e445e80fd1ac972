import type { JobRowView } from '@fasttrack/contracts';

/**
 * When a job that waits began to: when it was created, opened again or put back, which its last change tells, and not before
 * its time has come. ISO 8601, UTC.
 */
export const waitsSince = ({ createdAt, updatedAt, scheduledFor = createdAt }: JobRowView): string =>
  [updatedAt, scheduledFor].reduce((last, at) => (Date.parse(at) > Date.parse(last) ? at : last), createdAt);
