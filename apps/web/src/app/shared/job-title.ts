import type { JobRowView } from '@fasttrack/contracts';
import { TITLE_LENGTH } from '@fasttrack/contracts';

/** So much of an id tells jobs of one moment apart: they begin alike, and a phone has no room for the whole. */
const ID_END = 8;

/** A text on one line, cut to a length. */
export const oneLine = (text: string, length: number): string => text.trim().replace(/\s+/g, ' ').slice(0, length);

type Titled = Pick<JobRowView, 'prompt' | 'title' | 'type'>;

/**
 * What a person reads first: the first line of the prompt, else what the backend tells the job by, else what kind of job it
 * is. Both texts are payload: {@link shownTitle} is for pages that may hide them.
 */
export function titleOf({ prompt, title = '', type }: Titled): string {
  const [line = ''] = (prompt?.trim() ? prompt : title).trim().split(/[\r\n]/, 1);
  return line === '' ? `Job of type ${type}` : oneLine(line, TITLE_LENGTH);
}

/** What a person reads first, which is the kind of job alone while payloads are hidden. */
export const shownTitle = (job: Titled, isHidden: boolean): string => titleOf(isHidden ? { type: job.type } : job);

/** The same where nothing beside it tells jobs of one type apart: while payloads are hidden, type and end of the id. */
export const tellingTitle = (job: Titled & Pick<JobRowView, 'id'>, isHidden: boolean): string =>
  isHidden ? `${job.type} …${job.id.slice(-ID_END)}` : titleOf(job);
