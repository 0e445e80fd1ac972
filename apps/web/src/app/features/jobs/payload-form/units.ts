import { isRecord } from '../../../core/is-record';

/** Keywords whose values are data and no schemas. */
const DATA: readonly string[] = ['const', 'default', 'enum', 'examples'];
const [AT_MOST, AT_LEAST] = ['units at most ', 'units at least '];

/**
 * The schema with limits of length as formats: the backend counts UTF-16 units, as `String.length` does, the validator
 * would count an emoji once.
 */
export function countedInUnits(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(countedInUnits);
  if (!isRecord(schema)) return schema;
  const { maxLength, minLength, ...rest } = schema;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([name, part]) => [name, DATA.includes(name) ? part : countedInUnits(part)]),
  );
  const formats = [formatOf(maxLength, AT_MOST), formatOf(minLength, AT_LEAST)].filter((one) => one !== undefined);
  if (formats.length > 0) copy['allOf'] = [...listOf(copy['allOf']), ...formats.map((format) => ({ format }))];
  // A member of this name is no limit.
  return {
    ...copy,
    ...(typeof maxLength === 'object' && { maxLength: countedInUnits(maxLength) }),
    ...(typeof minLength === 'object' && { minLength: countedInUnits(minLength) }),
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const formatOf = (limit: unknown, kind: string): string | undefined =>
  typeof limit === 'number' ? `${kind}${limit}` : undefined;

/** A limit of length that {@link countedInUnits} made a format of. */
export interface UnitLimit {
  readonly keyword: 'maxLength' | 'minLength';
  readonly limit: number;
}

/** Reads such a format; `undefined`: it is another one. */
export function unitLimitOf(format: string): UnitLimit | undefined {
  if (format.startsWith(AT_MOST)) return { keyword: 'maxLength', limit: Number(format.slice(AT_MOST.length)) };
  if (format.startsWith(AT_LEAST)) return { keyword: 'minLength', limit: Number(format.slice(AT_LEAST.length)) };
  return undefined;
}

/** Whether a text keeps the limit. */
export const keepsLimit = (text: string, { keyword, limit }: UnitLimit): boolean =>
  keyword === 'maxLength' ? text.length <= limit : text.length >= limit;
