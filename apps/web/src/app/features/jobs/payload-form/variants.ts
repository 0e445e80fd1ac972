import type { Field } from './field';
import type { JsonValue } from './json-value';
import { Spelled, isList, isObject } from './json-value';
import type { Schema } from './schema';
import { resolved, typeOf } from './schema';

const LABELS: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  object: 'Object',
  array: 'List',
};

/** What one of several things is called. */
export function variantLabel(root: Schema, part: unknown): string {
  const schema = resolved(root, part) ?? {};
  return schema.title ?? LABELS[typeOf(schema) ?? ''] ?? 'Other';
}

/** Which of the things that a field may hold a value is, by its kind; `undefined`: there is no telling. */
export function variantIndex(root: Schema, field: Field, value: JsonValue | undefined): number | undefined {
  if (field.kind !== 'variants' || value === undefined) return undefined;
  const at = field.variants.findIndex((variant) => isOfType(value, typeOf(resolved(root, variant) ?? {})));
  return at < 0 ? undefined : at;
}

function isOfType(value: JsonValue, type: string | undefined): boolean {
  if (isObject(value)) return type === 'object';
  if (isList(value)) return type === 'array';
  if (value instanceof Spelled) return type === 'number' || type === 'integer';
  return type === typeof value;
}
