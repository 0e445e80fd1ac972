import { SEARCH_FIELDS } from './search-fields';
import type { SearchToken } from './search-tokens';
import { tokensOf } from './search-tokens';

/**
 * The words to look for while a text is still being typed: not what filters, nor a last word that a colon may yet turn
 * into a filter.
 */
export function settledWords(text: string): string | undefined {
  const tokens = tokensOf(text);
  const words = tokens
    .filter((token, index) => isWord(token) && !(index === tokens.length - 1 && mayBecomeField(text, token)))
    .map(({ value }) => value);
  return words.length > 0 ? words.join(' ') : undefined;
}

/** Whether a blank ends what was typed last: what filters is then taken without Enter. */
export const isFinished = (text: string): boolean => text !== '' && text.trimEnd() !== text;

const isWord = ({ field, value, isOpen }: SearchToken): boolean => field === undefined && !isOpen && value !== '';

/** A blank or a quote behind it ends a word. */
const mayBecomeField = (text: string, { value }: SearchToken): boolean =>
  text.endsWith(value) && SEARCH_FIELDS.some(({ name }) => name.startsWith(value.toLowerCase()));
