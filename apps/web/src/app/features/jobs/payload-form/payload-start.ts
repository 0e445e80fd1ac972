import type { JsonValue } from './json-value';
import { fromPlain } from './json-value';
import type { Schema } from './schema';
import { resolved, typeOf } from './schema';

/**
 * What stands around a part: of each object its `properties`, which are the same wherever a reference leads there; of a list
 * or a choice anything, it counts.
 */
export type Around = readonly unknown[];
/** Schemas inside each other that are followed. */
const DEPTH_MAX = 8;

/** Whether a part holds itself, or is too deep: it is followed no further, since two such parts double at each level. */
export const isTooDeep = ({ properties }: Schema, around: Around): boolean =>
  around.length > DEPTH_MAX || (properties !== undefined && around.includes(properties));

/** What a new value begins with: what the schema fixes or gives as default. `undefined`: it is left to the person. */
export function startOf(root: Schema, part: unknown, around: Around = []): JsonValue | undefined {
  const schema = resolved(root, part);
  if (!schema) return undefined;
  if (Object.hasOwn(schema, 'default')) return fromPlain(schema.default);
  if (Object.hasOwn(schema, 'const')) return fromPlain(schema.const);
  return typeOf(schema) === 'object' && !isTooDeep(schema, around) ? objectStart(root, schema, around) : undefined;
}

/** What is not required stays out, unless it has a default. */
function objectStart(root: Schema, { properties = {}, required = [] }: Schema, around: Around): JsonValue {
  const members = Object.entries(properties).flatMap(([name, part]) => {
    const isWanted = required.includes(name) || Object.hasOwn(resolved(root, part) ?? {}, 'default');
    const value = isWanted ? startOf(root, part, [...around, properties]) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return new Map(members);
}

/** A value to begin a new item with, whatever the schema says. */
export function blankOf(root: Schema, part: unknown): JsonValue {
  const start = startOf(root, part);
  if (start !== undefined) return start;
  const type = typeOf(resolved(root, part) ?? {});
  if (type === 'array') return [];
  return type === 'string' || type === 'number' || type === 'integer' ? '' : null;
}
