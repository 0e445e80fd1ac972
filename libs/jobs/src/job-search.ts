import { wordsIn } from './job-words';

const ID_PREFIX_MIN_LENGTH = 8;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Fills the beginning of an id up to a whole one. */
const ANY_ID = '00000000-0000-0000-0000-000000000000';
/** Sorts behind every sign of an id. */
const BEHIND_HEX = 'g';

/** What the text of a search asks for. */
export interface JobSearch {
  /** Given when the text could be an id or its first characters: it is one if a job has such an id. */
  readonly ids?: IdRange;
  /** All must occur; the last one may be cut short. Empty: the text has no word, and nothing has it. */
  readonly words: readonly string[];
}

/** Ids from `from` (inclusive) to `to` (exclusive). */
export interface IdRange {
  readonly from: string;
  readonly to: string;
}

/** Reads what a person typed. Never fails. */
export function readSearch(text: string): JobSearch {
  const trimmed = text.trim().toLowerCase();
  return {
    ...(isIdPrefix(trimmed) && { ids: { from: trimmed, to: trimmed + BEHIND_HEX } }),
    words: wordsIn(text),
  };
}

const isIdPrefix = (text: string): boolean =>
  text.length >= ID_PREFIX_MIN_LENGTH && ID.test(text + ANY_ID.slice(text.length));
