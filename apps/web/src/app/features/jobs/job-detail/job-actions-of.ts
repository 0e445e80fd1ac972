import type { JobView } from '@fasttrack/contracts';
import type { IconName } from '../../../shared/icon-paths';
import { isFinal } from './job-state';

/** What a person may do with a job on its page. */
export type JobActionName = 'cancel' | 'retry' | 'edit' | 'duplicate' | 'curl' | 'hallucinate';

/** An action as it is offered. */
export interface JobAction {
  readonly name: JobActionName;
  readonly label: string;
  /** On narrow screens. */
  readonly shortLabel: string;
  readonly icon: IconName;
  /** Whether it asks the backend for a change, which is off while that cannot be reached. */
  readonly isChange: boolean;
}

const action = (name: JobActionName, icon: IconName, label: string, shortLabel = label): JobAction => ({
  name,
  icon,
  label,
  shortLabel,
  isChange: name !== 'duplicate' && name !== 'curl',
});

const CANCEL = action('cancel', 'ban', 'Cancel');
const RETRY = action('retry', 'refresh', 'Retry');
const EDIT = action('edit', 'pencil', 'Edit and retry', 'Edit');
const DUPLICATE = action('duplicate', 'copy', 'Duplicate');
const CURL = action('curl', 'terminal', 'Copy as curl', 'Curl');
const HALLUCINATE = action('hallucinate', 'braces', 'Hallucinate (test aid)');

/**
 * The actions that fit the state of a job, the most useful first. What went well is not retried: it can be duplicated. A
 * malformed result can be asked for anew, as a job that is linked to this one.
 */
export function actionsOf(job: Pick<JobView, 'status' | 'resultValid'>, canHallucinate: boolean): JobAction[] {
  if (!isFinal(job.status)) return [CANCEL, DUPLICATE, CURL, ...(canHallucinate ? [HALLUCINATE] : [])];
  if (job.status !== 'COMPLETED') return [RETRY, EDIT, CURL, DUPLICATE];
  return job.resultValid === false ? [EDIT, DUPLICATE, CURL] : [DUPLICATE, CURL];
}
