import type { JsonValue } from './json-value';
import { fromPlain } from './json-value';
import type { Schema } from './schema';
import { resolved, typeOf } from './schema';

/** Schemas inside each other that are followed: one may hold itself. */
export const DEPTH_MAX = 8;

/** What a new value begins with: what the schema fixes or gives as default. `undefined`: it is left to the person. */
export function startOf(root: Schema, part: unknown, depth = 0): JsonValue | undefined {
  const schema = resolved(root, part);
  if (!schema || depth > DEPTH_MAX) return undefined;
  if (Object.hasOwn(schema, 'default')) return fromPlain(schema.default);
  if (Object.hasOwn(schema, 'const')) return fromPlain(schema.const);
  return typeOf(schema) === 'object' ? objectStart(root, schema, depth) : undefined;
}

/** What is not required stays out, unless it has a default. */
function objectStart(root: Schema, { properties = {}, required = [] }: Schema, depth: number): JsonValue {
  const members = Object.entries(properties).flatMap(([name, part]) => {
    const isWanted = required.includes(name) || Object.hasOwn(resolved(root, part) ?? {}, 'default');
    const value = isWanted ? startOf(root, part, depth + 1) : undefined;
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
