import { isRecord } from '../../../core/is-record';
import type { JsonValue } from './json-value';
import { fromPlain, jsonText } from './json-value';
import type { Schema } from './schema';
import { isUndrawable, resolved, typeOf } from './schema';

/** A value to choose. */
export interface FieldOption {
  readonly value: JsonValue;
  readonly label: string;
}

interface FieldFacts {
  readonly label: string;
  readonly hint: string;
  readonly example: string;
  readonly isRequired: boolean;
}

/** What a part of a payload is written in. */
export type Field = FieldFacts &
  (
    | { readonly kind: 'text'; readonly format: string; readonly maxLength?: number; readonly rows: number }
    | { readonly kind: 'number'; readonly isWhole: boolean }
    | { readonly kind: 'choice'; readonly options: readonly FieldOption[] }
    | { readonly kind: 'fixed'; readonly value: JsonValue }
    | { readonly kind: 'group'; readonly members: readonly (readonly [name: string, Schema])[] }
    | { readonly kind: 'list'; readonly item: Schema }
    | { readonly kind: 'pairs' }
    | { readonly kind: 'variants'; readonly variants: readonly Schema[] }
    /** No field can show what the schema asks for: it is written as JSON. */
    | { readonly kind: 'json' }
  );

/** Texts that may be longer than this have several lines. */
const ONE_LINE_MAX = 300;
const [ROWS_OPEN, ROWS_SHORT, ROWS_LONG] = [2, 3, 11];
const ROWS_LONG_UP_TO = 10_000;

/** What a part of a schema is written in; `name` stands in for a title. */
export function fieldOf(root: Schema, part: unknown, name: string, isRequired: boolean): Field {
  const schema = resolved(root, part) ?? {};
  return { ...factsOf(schema, name, isRequired), ...looksOf(root, schema) } as Field;
}

function factsOf(schema: Schema, name: string, isRequired: boolean): FieldFacts {
  const [example] = schema.examples ?? [];
  return {
    label: textOf(schema.title) || titleFrom(name),
    hint: textOf(schema.description),
    example: example === undefined ? '' : typeof example === 'string' ? example : jsonText(fromPlain(example)),
    isRequired,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `user_id`, `userId` → `User id`. */
function titleFrom(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

type Looks = { readonly kind: Field['kind'] } & Readonly<Record<string, unknown>>;

function looksOf(root: Schema, schema: Schema): Looks {
  if (Object.hasOwn(schema, 'const')) return { kind: 'fixed', value: fromPlain(schema.const) };
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return { kind: 'choice', options: optionsOf(schema.enum) };
  if (isUndrawable(schema)) return { kind: 'json' };
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return variantsOf(root, variants);
  return BY_TYPE[typeOf(schema) ?? '']?.(root, schema) ?? { kind: 'json' };
}

const BOTH: readonly FieldOption[] = [
  { value: true, label: 'Yes' },
  { value: false, label: 'No' },
];

const BY_TYPE: Readonly<Record<string, (root: Schema, schema: Schema) => Looks>> = {
  string: (_root, schema) => textLooks(schema),
  integer: () => ({ kind: 'number', isWhole: true }),
  number: () => ({ kind: 'number', isWhole: false }),
  boolean: () => ({ kind: 'choice', options: BOTH }),
  array: (_root, { items }) => (isRecord(items) ? { kind: 'list', item: items } : { kind: 'json' }),
  object: objectLooks,
};

const optionsOf = (values: readonly unknown[]): FieldOption[] =>
  values.map((value) => ({
    value: fromPlain(value),
    label: typeof value === 'string' ? value : jsonText(fromPlain(value)),
  }));

function textLooks({ format, maxLength, pattern }: Schema): Looks {
  const isOneLine = maxLength === undefined ? format !== undefined || pattern !== undefined : maxLength <= ONE_LINE_MAX;
  const rows = maxLength === undefined ? ROWS_OPEN : maxLength <= ROWS_LONG_UP_TO ? ROWS_LONG : ROWS_SHORT;
  return {
    kind: 'text',
    format: format ?? '',
    ...(maxLength !== undefined && { maxLength }),
    rows: isOneLine ? 1 : rows,
  };
}

function objectLooks(root: Schema, { properties, additionalProperties }: Schema): Looks {
  const members = Object.entries(properties ?? {});
  if (members.length > 0) return { kind: 'group', members };
  const member = resolved(root, additionalProperties);
  return { kind: member && typeOf(member) === 'string' && !member.enum ? 'pairs' : 'json' };
}

function variantsOf(root: Schema, variants: readonly Schema[]): Looks {
  const drawn = variants.map((variant) => looksOf(root, resolved(root, variant) ?? {}).kind);
  const isDrawable = drawn.every((kind) => kind !== 'json' && kind !== 'variants');
  return isDrawable ? { kind: 'variants', variants } : { kind: 'json' };
}
