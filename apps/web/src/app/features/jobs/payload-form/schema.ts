import { isRecord } from '../../../core/is-record';
import { stepsOf } from './json-pointer';

/** A JSON Schema, or a part of one, as far as a form looks at it. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly minItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Names that a `$ref` leads through before it is taken for one that goes round in circles. */
const REFS_MAX = 20;
/** Keywords that say what a value must be in ways that no single field can show. */
const UNDRAWABLE = ['allOf', 'not', 'if', 'dependentSchemas', '$dynamicRef', 'patternProperties', 'prefixItems'];

/** The schema that stands for a part: a `$ref` into the same document is followed. `undefined`: it leads nowhere. */
export function resolved(root: Schema, part: unknown, left = REFS_MAX): Schema | undefined {
  if (!isRecord(part) || left === 0) return undefined;
  const ref = part['$ref'];
  if (ref === undefined) return withoutNull(root, part, left);
  if (typeof ref !== 'string' || !/^#(\/|$)/.test(ref)) return undefined;
  const { $ref: _, ...beside } = part;
  const target = resolved(root, atSteps(root, stepsOf(decodeURIComponent(ref.slice(1)))), left - 1);
  return target && { ...target, ...beside };
}

/** A choice between something and `null` is that something; `null` is what a field that is left empty means. */
function withoutNull(root: Schema, schema: Schema, left: number): Schema | undefined {
  const { anyOf, oneOf, ...beside } = schema;
  const branches = anyOf ?? oneOf;
  if (!Array.isArray(branches) || (anyOf && oneOf)) return schema;
  const others: readonly Schema[] = branches.filter((branch) => !isRecord(branch) || branch['type'] !== 'null');
  if (others.length === branches.length || others.length === 0) return schema;
  if (others.length > 1) return { ...beside, anyOf: others };
  const only = resolved(root, others[0], left - 1);
  return only && { ...only, ...beside };
}

/** Whether `null` is among the choices of a part. */
export function takesNull(part: unknown): boolean {
  const { anyOf, oneOf } = isRecord(part) ? part : {};
  return [anyOf ?? oneOf ?? []].flat().some((branch) => isRecord(branch) && branch['type'] === 'null');
}

const atSteps = (root: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>((part, step) => (isRecord(part) && Object.hasOwn(part, step) ? part[step] : undefined), root);

/** The one type a value may have, beside `null`; `undefined` when there are several or none is named. */
export function typeOf({ type }: Schema): string | undefined {
  const types = [type ?? []].flat().filter((one) => one !== 'null');
  return types.length === 1 ? types[0] : undefined;
}

/** Whether the schema says what a field cannot show. */
export const isUndrawable = (schema: Schema): boolean => UNDRAWABLE.some((keyword) => Object.hasOwn(schema, keyword));
