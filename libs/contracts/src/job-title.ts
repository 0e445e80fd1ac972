import type { JobView } from './job';
import { TITLE_LENGTH } from './limits';

/** Fields of a payload that tell jobs of one type apart, the most telling first. */
const TELLING_FIELDS = ['prompt', 'title', 'subject', 'name', 'message', 'to', 'url'];
/** A longer text of another field is content, not a name. */
const NAME_LENGTH = 80;
/** Code units of a line that are looked at: no text makes an insert slow. */
const LOOKED_AT = 4 * TITLE_LENGTH;

/** The text of a prompt job; other types may have a field of that name, which is theirs. */
export function promptOf({ type, payload }: Pick<JobView, 'type' | 'payload'>): string | undefined {
  const { prompt } = payload;
  return type === 'prompt' && typeof prompt === 'string' ? prompt : undefined;
}

/**
 * What tells a job from others of its type: the first line of the most telling text of its payload, at most
 * {@link TITLE_LENGTH} characters. `undefined` for prompt jobs, which have their prompt, and where nothing tells.
 */
export function titleOf({ type, payload }: Pick<JobView, 'type' | 'payload'>): string | undefined {
  if (type === 'prompt') return undefined;
  for (const text of textsOf(payload)) {
    const title = firstLine(text);
    if (title !== '') return title;
  }
  return undefined;
}

function* textsOf(payload: JobView['payload']): Generator<string> {
  for (const name of TELLING_FIELDS) {
    const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
    if (typeof value === 'string') yield value;
  }
  for (const value of Object.values(payload)) {
    if (typeof value === 'string' && value.length <= NAME_LENGTH) yield value;
  }
}

/** On one line, without halves of characters: not every store can keep those. */
function firstLine(text: string): string {
  const [line = ''] = text.trim().split(/[\r\n]/, 1);
  return line
    .slice(0, LOOKED_AT)
    .replace(/\s+/g, ' ')
    .slice(0, TITLE_LENGTH)
    .replace(/\p{Cs}/gu, '')
    .trim();
}
