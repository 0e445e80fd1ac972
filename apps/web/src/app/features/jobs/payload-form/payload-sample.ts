import type { JsonValue } from './json-value';
import { fromPlain, isList, isObject } from './json-value';
import type { Around } from './payload-start';
import { isTooDeep, startOf } from './payload-start';
import type { Schema } from './schema';
import { resolved, takesNull, typeOf } from './schema';

const BY_FORMAT: Readonly<Record<string, string>> = {
  email: 'ada@example.org',
  date: '2026-01-31',
  'date-time': '2026-01-31T10:00:00Z',
  time: '10:00:00Z',
  uri: 'https://example.org',
  url: 'https://example.org',
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
};

/**
 * A payload with all that its schema asks for: where a required part is not written yet stands an example of the schema,
 * or a placeholder. What is written stays as it is; the same value by reference when nothing is missing.
 */
export function withSamples(root: Schema, part: unknown, value: JsonValue, around: Around = []): JsonValue {
  const { properties = {}, required = [], items } = resolved(root, part) ?? {};
  if (isList(value)) return listWithSamples(root, items, value, around);
  if (!isObject(value)) return value;
  const inside = [...around, properties];
  const whole = required.map(
    (name) => [name, memberOf(root, properties[name], name, value.get(name), inside)] as const,
  );
  return whole.every(([name, member]) => value.get(name) === member) ? value : new Map([...value, ...whole]);
}

function listWithSamples(root: Schema, items: unknown, value: readonly JsonValue[], around: Around): JsonValue {
  const whole = value.map((item) => withSamples(root, items, item, around));
  return whole.every((item, at) => item === value[at]) ? value : whole;
}

function memberOf(root: Schema, part: unknown, name: string, value: JsonValue | undefined, around: Around): JsonValue {
  return value === undefined ? sampleOf(root, part, name, around) : withSamples(root, part, value, around);
}

const isNested = (schema: Schema): boolean =>
  ['object', 'array'].includes(typeOf(schema) ?? '') || (schema.anyOf ?? schema.oneOf) !== undefined;

/** A whole example is worth more than one put together of its parts. */
function sampleOf(root: Schema, part: unknown, name: string, around: Around): JsonValue {
  const schema = resolved(root, part) ?? {};
  const given = schema.examples?.[0] ?? schema.enum?.[0];
  if (given !== undefined) return fromPlain(given);
  if (isNested(schema) && isTooDeep(schema, around)) return takesNull(part) ? null : new Map();
  const start = startOf(root, schema, around);
  if (start !== undefined) return withSamples(root, schema, start, around);
  const [variant] = schema.anyOf ?? schema.oneOf ?? [];
  if (variant !== undefined) return sampleOf(root, variant, name, [...around, schema]);
  return (BY_TYPE[typeOf(schema) ?? ''] ?? textLike)(root, schema, name, around);
}

type Placeholder = (root: Schema, schema: Schema, name: string, around: Around) => JsonValue;

const numberFrom: Placeholder = (_root, { minimum }) => fromPlain(typeof minimum === 'number' ? minimum : 1);
const textLike: Placeholder = (_root, { format = '' }, name) => BY_FORMAT[format] ?? `<${name}>`;
const BY_TYPE: Readonly<Record<string, Placeholder>> = {
  integer: numberFrom,
  number: numberFrom,
  boolean: () => true,
  null: () => null,
  array: (root, schema, name, around) =>
    Number(schema.minItems) > 0 ? [sampleOf(root, schema.items, name, [...around, schema])] : [],
};
