import { readSetting } from '../../../core/local-setting';

const keyOf = (id: string): string => `ft.edit.${id}`;

/** What was written in this tab to run a job again with, if it was neither sent nor discarded. */
export const keptEdit = (id: string): string | null => readSetting(keyOf(id), 'sessionStorage');

/** Keeps what is written for a job, over a reload too; `null`: there is nothing to keep any more. */
export function keepEdit(id: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(keyOf(id));
    else sessionStorage.setItem(keyOf(id), text);
  } catch {
    // Without storage an edit lasts until its page is left.
  }
}
