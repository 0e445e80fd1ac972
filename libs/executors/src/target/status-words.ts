import { STATUS_CODES } from 'node:http';

/** Longest part of the target's own words that an error repeats. */
const WORDS_MAX_LENGTH = 300;

/** A status, and what the target says about it. */
export function statusWords(status: number, said: string | undefined): string {
  const name = STATUS_CODES[status];
  const words = name === undefined ? String(status) : `${status} ${name}`;
  return said === undefined || said === '' ? words : `${words}: ${said.slice(0, WORDS_MAX_LENGTH)}`;
}
