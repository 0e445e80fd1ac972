import type { JobRowView, JobView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import type { JobsApi } from '../../core/jobs-api';
import type { Toasts } from '../../core/toasts';
import { doneText } from './change-words';

/** What a person may do to one job with one click. */
export type JobChange = 'cancel' | 'retry' | 'hallucinate';

/** What is said first when the backend does not do it. */
export const CHANGE_LEADS: Readonly<Record<JobChange, string>> = {
  cancel: 'The job was not cancelled.',
  retry: 'The job was not retried.',
  hallucinate: 'The job did not get a malformed result.',
};

/** What a job is expected to become, to be shown until the backend has answered. */
export function expectedOf(change: JobChange): Partial<JobRowView> {
  if (change === 'cancel') return { status: 'CANCELLED' };
  if (change === 'retry') return { status: 'PENDING', attempts: 0, waitingFor: { reason: 'worker' } };
  return {};
}

/** Asks the backend for a change; emits the job as it is then. */
export function requestChange(api: JobsApi, change: JobChange, id: string): Observable<JobView> {
  switch (change) {
    case 'cancel':
      return api.cancel(id);
    case 'retry':
      return api.retry(id);
    case 'hallucinate':
      return api.hallucinate(id);
  }
}

/** Tells that a change is done. A cancel can be undone: `undo` retries the job. */
export function tellChange(toasts: Toasts, change: JobChange, undo: () => void): void {
  if (change === 'hallucinate') return;
  toasts.show(doneText(change, 1), change === 'cancel' ? { label: 'Undo', run: undo } : undefined);
}
