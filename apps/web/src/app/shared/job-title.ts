import type { JobRowView, JsonObject } from '@fasttrack/contracts';

const TITLE_LENGTH = 160;
/** Fields of a payload that tell jobs of one type apart, the most telling first. */
const TELLING_FIELDS = ['title', 'subject', 'name', 'message', 'to', 'url'];
/** A longer text of another field is content, not a name. */
const NAME_LENGTH = 80;

/** A text on one line, cut to a length. */
export const oneLine = (text: string, length: number): string => text.trim().replace(/\s+/g, ' ').slice(0, length);

/** What a person reads first: the first line of the prompt or of what the payload tells, or what kind of job it is. */
export function titleOf({
  prompt,
  type,
  payload = {},
}: Pick<JobRowView, 'prompt' | 'type'> & { readonly payload?: JsonObject }): string {
  const [line = ''] = (prompt ?? tellingText(payload)).trim().split(/[\r\n]/, 1);
  return line === '' ? `Job of type ${type}` : oneLine(line, TITLE_LENGTH);
}

function tellingText(payload: JsonObject): string {
  const named = TELLING_FIELDS.filter((name) => Object.hasOwn(payload, name)).map((name) => payload[name]);
  const short = Object.values(payload).filter((value) => typeof value === 'string' && value.length <= NAME_LENGTH);
  return [...named, ...short].filter((value) => typeof value === 'string').find((text) => text.trim() !== '') ?? '';
}
