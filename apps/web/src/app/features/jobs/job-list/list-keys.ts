import type { BulkAction } from '@fasttrack/contracts';
import { inject } from '@angular/core';
import { injectShortcuts } from '../../../core/shortcuts';
import { Connection } from '../../../core/connection';
import { Toasts } from '../../../core/toasts';
import { canChange, unfitText } from '../change-words';
import { RowSelection } from './bulk/row-selection';
import { JobListStore } from './job-list-store';
import type { JobTable } from './job-table';

/** What the keys of the list reach. */
export interface KeyTargets {
  /** Absent while there are no rows. */
  readonly table: () => JobTable | undefined;
  readonly focusSearch: () => void;
  /** Asks about the selected jobs. */
  readonly act: (action: BulkAction) => void;
}

/** Keys to move along the rows, to select and to act. Needs an injection context. */
export function injectListKeys({ table, focusSearch, act }: KeyTargets): void {
  const [store, selection] = [inject(JobListStore), inject(RowSelection)];
  const [connection, toasts] = [inject(Connection), inject(Toasts)];
  const actOnSome = (action: BulkAction): boolean => {
    const job = table()?.current()?.job;
    if (selection.isEmpty() && !job) return false;
    if (connection.isUnreachable()) toasts.warn('The backend does not answer: nothing was changed.');
    else if (!selection.isEmpty()) act(action);
    else if (job && canChange(action, job)) store.act(action, job);
    else toasts.show(unfitText(action, 'This job cannot'));
    return true;
  };
  const pick = (): boolean => {
    const line = table()?.current();
    if (line) table()?.pick(line.job.id, false);
    return line !== undefined;
  };
  injectShortcuts('List of jobs', [
    { keys: '/', label: 'Search', run: () => (focusSearch(), true) },
    { keys: 'j', label: 'Next row', run: () => table()?.go(1) ?? false },
    { keys: 'k', label: 'Previous row', run: () => table()?.go(-1) ?? false },
    // The focus is on the link of the row, which knows how.
    { keys: 'Enter', label: 'Open the row', run: () => false },
    { keys: 'x', label: 'Select the row', run: pick },
    { keys: 'r', label: 'Retry the row, or what is selected', run: () => actOnSome('retry') },
    { keys: 'c', label: 'Cancel the row, or what is selected', run: () => actOnSome('cancel') },
  ]);
}
