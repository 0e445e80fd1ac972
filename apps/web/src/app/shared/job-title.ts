import type { JobRowView } from '@fasttrack/contracts';
import { TITLE_LENGTH } from '@fasttrack/contracts';

/** A text on one line, cut to a length. */
export const oneLine = (text: string, length: number): string => text.trim().replace(/\s+/g, ' ').slice(0, length);

/**
 * What a person reads first: the first line of the prompt, else what the backend tells the job by, else what kind of job it
 * is. Both texts are payload: who hides payloads gives the type alone.
 */
export function titleOf({ prompt, title = '', type }: Pick<JobRowView, 'prompt' | 'title' | 'type'>): string {
  const [line = ''] = (prompt ?? title).trim().split(/[\r\n]/, 1);
  return line === '' ? `Job of type ${type}` : oneLine(line, TITLE_LENGTH);
}
