import type { FieldFault } from '@fasttrack/contracts';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

/** A class with class-validator rules. */
export type DtoClass<T extends object> = new () => T;

/** The value as this class, or what is wrong with it; members that the class does not name are faults. */
export function validate<T extends object>(
  dto: DtoClass<T>,
  value: object,
  pointerOf: (name: string) => string,
): { readonly value: T; readonly faults: readonly FieldFault[] } {
  const instance = plainToInstance(dto, value, { exposeDefaultValues: true });
  const broken = validateSync(instance, { forbidUnknownValues: false }).map(({ property, constraints = {} }) => ({
    pointer: pointerOf(property),
    detail: firstRule(constraints) ?? `${property} is not valid`,
  }));
  const unknown = unknownNames(dto, value).map((name) => ({
    pointer: pointerOf(name),
    detail: `${name} is not known here`,
  }));
  return { value: instance, faults: [...broken, ...unknown] };
}

/** Looked up by hand: class-transformer drops `__proto__`, `constructor` and `toString` without a word. */
function unknownNames(dto: DtoClass<object>, value: object): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const known = new Set(rules.map(({ propertyName }) => propertyName));
  return Object.keys(value).filter((name) => !known.has(name));
}

/** class-validator lists the rule nearest to the property first; a wrong type says more than a wrong length. */
const firstRule = (constraints: Readonly<Record<string, string>>): string | undefined =>
  constraints['isString'] ?? Object.values(constraints)[0];

/** A JSON Pointer (RFC 6901) to a member. */
export const memberPointer = (parent: string, name: string): string =>
  `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
