import { SEARCH_MAX_LENGTH } from '@fasttrack/contracts';
import type { ListQuery } from './list-query';
import { SEARCH_IS_BY_AGE } from './list-query';
import { didYouMean } from './near-name';
import type { SearchWorld } from './search-fields';
import { SEARCH_FIELDS } from './search-fields';
import type { SearchToken } from './search-tokens';
import { tokensOf } from './search-tokens';

/** What a text asks for. With a fault nothing of it is used. */
export interface ParsedSearch {
  /** Conditions that it names; `search` holds its words. */
  readonly patch: ListQuery;
  readonly faults: readonly string[];
  /** Whether it is words and nothing else. */
  readonly isPlain: boolean;
}

type Step = { readonly patch: ListQuery } | { readonly fault: string };

const NAMES = SEARCH_FIELDS.map(({ name }) => name);

/** Reads what a person typed. Never fails: what cannot be understood is a fault in words. */
export function parseSearch(text: string, world: SearchWorld): ParsedSearch {
  const tokens = tokensOf(text);
  const steps = tokens.map((token) => readToken(token, world));
  const patches = steps.flatMap((step) => ('patch' in step ? [step.patch] : []));
  const patch = patches.reduce((all, one) => ({ ...all, ...one, ...wordsOf(all, one) }), {});
  const faults = [
    ...steps.flatMap((step) => ('fault' in step ? [step.fault] : [])),
    ...repeats(tokens),
    ...lengthFault(patch),
    ...orderFault(patch),
  ];
  return { patch: statusFirst(tokens, patches, patch), faults, isPlain: tokens.every(({ field }) => !field) };
}

function readToken({ field, value, isOpen }: SearchToken, world: SearchWorld): Step {
  if (isOpen) return { fault: `The quote before "${value}" is not closed.` };
  if (field === undefined) return value.trim() === '' ? { patch: {} } : { patch: { search: value } };
  const known = SEARCH_FIELDS.find(({ name }) => name === field.toLowerCase());
  if (!known) return { fault: unknownField(field) };
  if (value.trim() === '') return { fault: `"${known.name}:" needs a value, such as ${known.example}.` };
  return known.read(value, world);
}

function unknownField(field: string): string {
  if (field.toLowerCase() === 'priority') return 'Jobs are not filtered by priority, but sorted by it: sort:priority.';
  if (NAMES.some((name) => field.toLowerCase() === `-${name}`))
    return `No filter leaves out: "${field}:" without the minus.`;
  const hint = didYouMean(field, NAMES) || ' Put it in quotes to search for it as text.';
  return `Unknown field "${field}".${hint}`;
}

/** Words add up; every other condition is the last one given. */
const wordsOf = (all: ListQuery, { search }: ListQuery): ListQuery =>
  search !== undefined && all.search !== undefined ? { search: `${all.search} ${search}` } : {};

/** `error:` means failed jobs unless a status is named. */
function statusFirst(tokens: readonly SearchToken[], patches: readonly ListQuery[], patch: ListQuery): ListQuery {
  if (patches.length < tokens.length) return patch;
  const named = tokens.findLastIndex(({ field }) => field?.toLowerCase() === 'status');
  return named < 0 ? patch : { ...patch, status: patches[named]?.status };
}

function repeats(tokens: readonly SearchToken[]): readonly string[] {
  const fields = tokens.flatMap(({ field }) => field?.toLowerCase() ?? []);
  const twice = NAMES.filter((name) => !['id', 'error'].includes(name)).filter(
    (name) => fields.indexOf(name) !== fields.lastIndexOf(name),
  );
  return twice.map((name) => `"${name}:" stands there twice; jobs are filtered by one.`);
}

const lengthFault = ({ search = '' }: ListQuery): readonly string[] =>
  search.length > SEARCH_MAX_LENGTH
    ? [`A search has at most ${SEARCH_MAX_LENGTH} characters; this one has ${search.length}.`]
    : [];

const orderFault = ({ search, sort }: ListQuery): readonly string[] =>
  search !== undefined && sort !== undefined && sort !== 'createdAt'
    ? [`${SEARCH_IS_BY_AGE}: leave the sort out, or the words.`]
    : [];

/** A search as it is typed: in quotes where it would be taken for a qualifier. */
export const typedSearch = (search: string): string =>
  tokensOf(search).some(({ field, isOpen }) => field !== undefined || isOpen)
    ? `"${search.replaceAll('"', ' ').trim()}"`
    : search;
