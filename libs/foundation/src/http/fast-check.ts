import Ajv from 'ajv';
import { getMetadataStorage } from 'class-validator';
import type { DtoClass } from './faults';
import { MAX_UNITS } from './max-units';

type Schema = Record<string, unknown>;

/** JSON Schema of the class-validator rules that hot bodies use; a rule that is not here compiles to "not sure". */
const RULES: Readonly<Record<string, (constraints: readonly unknown[]) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isNotEmpty: () => ({ minLength: 1 }),
  isObject: () => ({ type: 'object' }),
  isInt: () => ({ type: 'integer' }),
  min: ([least]) => ({ minimum: least }),
  isIn: ([values]) => ({ enum: [...(values as readonly unknown[])] }),
  matches: ([pattern]) => ({ pattern: (pattern as RegExp).source }),
  // Ajv counts code points: the length is measured on the string itself.
  [MAX_UNITS]: () => ({ type: 'string' }),
};

/** Kinds of rules that say no more than that a member is known, or may be absent. */
const MAY_BE_ABSENT = ['conditionalValidation', 'whitelistValidation'];

/**
 * A compiled check of a DTO class, some hundred times faster than class-validator. `true` is certain; `false` means that
 * class-validator must decide, and say what is wrong.
 */
export function compileFastCheck(dto: DtoClass<object>): (body: unknown) => boolean {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const names = [...new Set(metadata.map(({ propertyName }) => propertyName))];
  const optional = new Set(
    metadata.filter(({ type }) => MAY_BE_ABSENT.includes(type)).map((rule) => rule.propertyName),
  );
  const properties: Record<string, Schema> = {};
  const lengths: [name: string, max: number][] = [];
  const undecided = new Set<string>();
  for (const { propertyName, name, type, each, constraints = [] } of metadata) {
    const own = (properties[propertyName] ??= {});
    if (MAY_BE_ABSENT.includes(type)) continue;
    const rule = RULES[name ?? ''];
    if (!rule || each) {
      undecided.add(propertyName);
      continue;
    }
    if (name === MAX_UNITS) lengths.push([propertyName, constraints[0] as number]);
    Object.assign(own, rule(constraints as unknown[]));
  }
  if ([...undecided].some((name) => !optional.has(name))) return () => false;
  // A body that has such a member is left to class-validator; one without it is not.
  const isShaped = new Ajv({ allowUnionTypes: true, unicodeRegExp: false }).compile({
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => !optional.has(name)),
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !undecided.has(name))),
  });
  return (body) =>
    isShaped(body) && lengths.every(([name, max]) => ((body as Record<string, string>)[name]?.length ?? 0) <= max);
}
