import type { BulkAction, JobRowView } from '@fasttrack/contracts';

const digits = new Intl.NumberFormat();

/** `1 job`, `12,304 jobs`. */
export const jobsText = (count: number): string => `${digits.format(count)} ${count === 1 ? 'job' : 'jobs'}`;

/** Jobs that an action can change in their present state. */
export function canChange(action: BulkAction, { status }: Pick<JobRowView, 'status'>): boolean {
  if (action === 'cancel') return status === 'PENDING' || status === 'PROCESSING';
  return status === 'FAILED' || status === 'CANCELLED';
}

/** `This job cannot be retried.` */
export const unfitText = (action: BulkAction, whose: string): string =>
  `${whose} be ${action === 'cancel' ? 'cancelled' : 'retried'}.`;

/** `5 jobs are cancelled.` */
export const doneText = (action: BulkAction, count: number): string =>
  `${jobsText(count)} ${count === 1 ? 'is' : 'are'} ${action === 'cancel' ? 'cancelled' : 'waiting again'}.`;
