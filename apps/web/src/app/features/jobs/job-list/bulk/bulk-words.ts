import type { BulkAction, OperationView } from '@fasttrack/contracts';
import { jobsText } from '../../change-words';

const digits = new Intl.NumberFormat();

/** What the action does, before it is done. */
export const EFFECTS: Readonly<Record<BulkAction, string>> = {
  cancel:
    'They end at once and get no result. A worker that runs one of them learns it at its next heartbeat, and what it still sends is recorded as late.',
  retry:
    'They wait for a worker again, with all attempts, at once or at the time they are scheduled for. Their present results and errors move to their history.',
};

/** What an action on all jobs of a filter leaves alone. */
export const BOUNDS: Readonly<Record<BulkAction, string>> = {
  cancel: 'Jobs that were created after they were counted are left alone.',
  retry:
    'Jobs that were created after they were counted are left alone; older ones that fail before you confirm are retried too.',
};

/** That an operation is for more or fewer jobs than a person was told. */
export const recountText = (counted: number, total: number): string =>
  `Jobs changed meanwhile: it is for ${jobsText(total)}, ${digits.format(counted)} had been counted.`;

/** `Retry 5 jobs?` */
export const questionOf = (action: BulkAction, count: number): string =>
  `${action === 'cancel' ? 'Cancel' : 'Retry'} ${jobsText(count)}?`;

/** How far an operation is, or how it ended, in a sentence. */
export function operationText({ action, state, total, changed, skipped, failed, error }: OperationView): string {
  const done = action === 'cancel' ? 'cancelled' : 'retried';
  const rest = skipped + failed;
  const left =
    rest === 0 ? '' : ` ${jobsText(rest)} had changed meanwhile and ${rest === 1 ? 'was' : 'were'} left alone.`;
  const progress = `${digits.format(changed)} of ${jobsText(total)} ${done}.${left}`;
  switch (state) {
    case 'RUNNING':
      return progress;
    case 'COMPLETED':
      return `Done: ${progress}`;
    case 'ABORTED':
      return `Aborted: ${progress}`;
    case 'FAILED':
      return `Stopped by a fault: ${progress} ${error ?? ''}`.trim();
  }
}
