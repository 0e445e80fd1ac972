import type { JobRowView } from '@fasttrack/contracts';

const TITLE_LENGTH = 160;

/** A text on one line, cut to a length. */
export const oneLine = (text: string, length: number): string => text.trim().replace(/\s+/g, ' ').slice(0, length);

/** What a person reads first: the prompt's first line, or what kind of job it is. */
export function titleOf({ prompt, type }: Pick<JobRowView, 'prompt' | 'type'>): string {
  const [line = ''] = (prompt ?? '').trim().split(/[\r\n]/, 1);
  return line === '' ? `Job of type ${type}` : oneLine(line, TITLE_LENGTH);
}
