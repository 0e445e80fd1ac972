import type { JsonObject } from '@fasttrack/contracts';
import type { Job } from './job';

/** Distinct words of what was submitted that a search finds. */
const SUBMITTED_WORDS_MAX = 64;
/** Distinct words of an error, found beside them: a failed job shall be found by its error, however long its prompt is. */
const ERROR_WORDS_MAX = 16;
/** Code points of a word that count; the rest is cut off, in jobs and in searches. */
const WORD_MAX_LENGTH = 64;
/** Code units of an unbroken text that are looked at, and words of a job: no text makes an insert slow. */
const RUN_MAX_LENGTH = 4 * WORD_MAX_LENGTH;
const RUNS_MAX = 10_000;

/** Signs such as ㎏ stand for letters. Bounded: what a longer match may have to take back fills the stack. */
const RUN = new RegExp(`[\\p{L}\\p{N}\\p{M}]{1,${RUN_MAX_LENGTH}}|\\p{So}`, 'gu');
const SIGN = /^\p{So}/u;
const WORD = /[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}+/gu;
const IS_ASCII = /^[\x20-\x7e]*$/;

/** What a job is found by: `submitted` never changes, `error` goes with the error. No word stands in both. */
export interface JobWords {
  readonly submitted: readonly string[];
  readonly error: readonly string[];
}

/** The words of a job: of its type, its prompt, the other texts of its payload, and its error. */
export function wordsOf({ type, payload, error }: Pick<Job, 'type' | 'payload' | 'error'>): JobWords {
  const submitted = distinctWords(submittedTexts(type, payload), SUBMITTED_WORDS_MAX);
  return { submitted, error: errorWords(error, submitted) };
}

/** The words of an error that are not among the submitted ones. */
export function errorWords(error: Job['error'], submitted: readonly string[]): readonly string[] {
  if (!error) return [];
  const words = distinctWords([error.code, error.message], ERROR_WORDS_MAX);
  return words.filter((word) => !submitted.includes(word));
}

/** The words of a text: lower case, without accents, in order, each once. Words of words are the same words. */
export const wordsIn = (text: string): readonly string[] => distinctWords([text], RUNS_MAX);

function distinctWords(texts: Iterable<string>, max: number): string[] {
  const words = new Set<string>();
  for (const word of wordsOfTexts(texts)) {
    if (words.size === max) break;
    words.add(word);
  }
  return [...words];
}

function* wordsOfTexts(texts: Iterable<string>): Generator<string> {
  let runs = 0;
  for (const text of texts) {
    let endOfLong = -1;
    for (const { 0: run, index } of text.matchAll(RUN)) {
      if (runs++ === RUNS_MAX) return;
      if (index !== endOfLong || SIGN.test(run)) yield* wordsOfRun(run.slice(0, RUN_MAX_LENGTH));
      endOfLong = run.length >= RUN_MAX_LENGTH ? index + run.length : -1;
    }
  }
}

/** Several words when the plain form of a sign has spaces. */
function wordsOfRun(run: string): readonly string[] {
  if (IS_ASCII.test(run)) return [run.slice(0, WORD_MAX_LENGTH).toLowerCase()];
  const plain = run.normalize('NFKD').toLowerCase().normalize('NFKD').replace(MARKS, '');
  return (plain.match(WORD) ?? []).map((word) => Array.from(word).slice(0, WORD_MAX_LENGTH).join(''));
}

function* submittedTexts(type: string, payload: JsonObject): Generator<string> {
  yield type;
  const { prompt, ...rest } = payload;
  yield* textsIn(prompt);
  yield* textsIn(rest);
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}
