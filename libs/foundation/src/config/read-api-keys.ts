import { createHash } from 'node:crypto';
import type { ApiKey } from './app-config';

const NAME = /^[A-Za-z0-9._-]{1,64}$/;
/** What a header can carry, without the comma of the list. */
const KEY = /^[!-+\--~]+$/;

/** What production demands of a secret. */
export interface SecretRules {
  readonly isProduction: boolean;
  readonly minLength: number;
  /** Values that stand in documents: everybody knows them. */
  readonly published: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly key: string;
}

/** The digest that stands for a key from the start on: the key itself is not kept. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Reads `name:key,name2:key2`. Each fault is noted once, by name and never with the key. */
export function readApiKeys(value: string | undefined, rules: SecretRules, faults: string[]): readonly ApiKey[] {
  const entries = (value?.split(',') ?? []).map((text) => entryOf(text.trim()));
  entries.forEach((entry, index) => {
    const fault = faultOf(entry, entries.slice(0, index), rules);
    if (fault !== null) faults.push(`API_KEYS: ${placeOf(entry, index)} ${fault}`);
  });
  return entries.map(({ name, key }) => ({ name, hash: hashOf(key) }));
}

function entryOf(text: string): Entry {
  const colon = text.indexOf(':');
  return colon < 0 ? { name: '', key: text } : { name: text.slice(0, colon).trim(), key: text.slice(colon + 1).trim() };
}

/** A name that is none may be half a key: it is not shown. */
const placeOf = ({ name }: Entry, index: number): string =>
  NAME.test(name) ? `"${name}"` : `entry ${String(index + 1)}`;

function faultOf({ name, key }: Entry, before: readonly Entry[], rules: SecretRules): string | null {
  if (!NAME.test(name)) return 'is not name:key with a name of 1 to 64 letters, digits, dots, dashes and underscores';
  if (before.some((other) => other.name === name)) return 'is named twice';
  const twin = before.find((other) => other.key === key);
  if (twin) return `has the key of ${placeOf(twin, before.indexOf(twin))}`;
  return secretFault(key, rules);
}

/** What is wrong with a key, as the end of a sentence that names whose it is; `null`: nothing. */
export function secretFault(key: string, { isProduction, minLength, published }: SecretRules): string | null {
  if (!KEY.test(key)) return 'has a key that is empty or holds more than visible ASCII characters';
  if (!isProduction) return null;
  if (key.length < minLength) return `needs a key of at least ${String(minLength)} characters in production`;
  return published.includes(key) ? 'has a published example as its key: choose one of your own' : null;
}
