import { jsonText, fromPlain } from './json-value';

/** A rule that a value breaks: the keyword, what the schema says of it, and the value. */
export interface BrokenRule {
  readonly rule: string;
  readonly limit: unknown;
  readonly value: unknown;
}

const number = new Intl.NumberFormat('en');
const count = (limit: unknown): string => number.format(Number(limit));
const spell = (value: unknown): string => (typeof value === 'string' ? value : jsonText(fromPlain(value)));
const lengthOf = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0);

/** What a value of a format looks like. */
const FORMATS: Readonly<Record<string, string>> = {
  email: 'a whole e-mail address, such as ada@example.org',
  date: 'a day, such as 2026-01-31',
  'date-time': 'a time with its zone, such as 2026-01-31T10:00:00Z',
  time: 'a time of day with its zone, such as 10:00:00Z',
  duration: 'a length of time, such as PT15M',
  uri: 'a whole address, such as https://example.org/page',
  url: 'a whole address, such as https://example.org/page',
  uuid: 'a UUID, such as 019ab7e2-4b11-7c3e-8a52-3d1f0a9b77d0',
  hostname: 'a host name, such as example.org',
  ipv4: 'an IPv4 address, such as 192.0.2.7',
  ipv6: 'an IPv6 address, such as 2001:db8::7',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const REQUIRED = 'Fill this in: it is required.';
const BLANK = 'Fill this in: it must not be blank.';

const kinds = (types: readonly unknown[]): string =>
  [...new Set(types.map((type) => TYPES[spell(type)] ?? spell(type)))].join(' or ');
const kindsOfBranches = (branches: unknown): string =>
  kinds([branches].flat().flatMap((branch) => (Object(branch) as { readonly type?: unknown }).type ?? []));

const noneOf = (branches: unknown): string => {
  const may = kindsOfBranches(branches);
  return may === '' ? 'It is none of the things that it may be.' : `It must be ${may}.`;
};

const WORDS: Readonly<Record<string, (broken: BrokenRule) => string>> = {
  required: () => REQUIRED,
  minLength: ({ limit }) => (limit === 1 ? BLANK : `Write at least ${count(limit)} characters.`),
  maxLength: ({ limit, value }) =>
    `Shorten it by ${count(lengthOf(value) - Number(limit))}: it has at most ${count(limit)} characters.`,
  pattern: ({ limit }) => (limit === '\\S' ? BLANK : `It must match ${spell(limit)}.`),
  format: ({ limit }) => `Write ${FORMATS[spell(limit)] ?? `a valid ${spell(limit)}`}.`,
  enum: ({ limit }) => `Choose one of ${[limit].flat().map(spell).join(', ')}.`,
  const: ({ limit }) => `It must be ${spell(limit)}.`,
  type: ({ limit }) => `It must be ${kinds([limit].flat())}.`,
  anyOf: ({ limit }) => noneOf(limit),
  oneOf: () => 'It must be one of the things that it may be, and only one.',
  minimum: ({ limit }) => `It must be at least ${spell(limit)}.`,
  maximum: ({ limit }) => `It must be at most ${spell(limit)}.`,
  exclusiveMinimum: ({ limit }) => `It must be more than ${spell(limit)}.`,
  exclusiveMaximum: ({ limit }) => `It must be less than ${spell(limit)}.`,
  multipleOf: ({ limit }) => `It must be a multiple of ${spell(limit)}.`,
  minItems: ({ limit }) => `It needs at least ${count(limit)}.`,
  maxItems: ({ limit, value }) => `Take ${count(lengthOf(value) - Number(limit))} away: at most ${count(limit)}.`,
  uniqueItems: () => 'Two of them are equal.',
  minProperties: ({ limit }) => (limit === 1 ? 'It must not be empty.' : `It needs at least ${count(limit)} members.`),
  maxProperties: ({ limit }) => `It has at most ${count(limit)} members.`,
  unknown: () => 'This is not a known member: take it away.',
};

/** What to do about a broken rule; `otherwise` for rules without words of their own. */
export function faultWords(broken: BrokenRule, otherwise: string): string {
  return Object.hasOwn(WORDS, broken.rule) ? (WORDS[broken.rule]?.(broken) ?? otherwise) : otherwise;
}
