import type { FieldFault } from '@fasttrack/contracts';
import { getMetadataStorage, validateSync } from 'class-validator';

/** A class with class-validator rules. */
export type DtoClass<T extends object> = new () => T;

/** Longest part of an unknown name that an answer repeats. */
const NAME_MAX_LENGTH = 100;

/**
 * The members that the class names, as an instance of it, or what is wrong with them; any other member is a fault.
 * Values are taken over as they are, however deep: only `convert` may make others of them.
 */
export function validate<T extends object>(
  dto: DtoClass<T>,
  value: object,
  pointerOf: (name: string) => string,
  convert = (known: Partial<T>): T => Object.assign(new dto(), known),
): { readonly value: T; readonly faults: readonly FieldFault[] } {
  const { known, unknown } = sortMembers(dto, value);
  const instance = convert(known);
  const broken = validateSync(instance, { forbidUnknownValues: false }).map(({ property, constraints = {} }) => ({
    pointer: pointerOf(property),
    detail: firstRule(constraints) ?? `${property} is not valid`,
  }));
  return { value: instance, faults: [...broken, ...unknown.map((name) => unknownFault(name, pointerOf))] };
}

/** The fault of a member or query value that nobody asked for. A long name is cut. */
export function unknownFault(name: string, pointerOf: (name: string) => string): FieldFault {
  const shown = name.length > NAME_MAX_LENGTH ? `${name.slice(0, NAME_MAX_LENGTH)}…` : name;
  return { pointer: pointerOf(shown), detail: `${shown} is not known here` };
}

/** Only names that have rules are ever looked up, so `constructor`, `toString` and the like can't get in the way. */
function sortMembers<T extends object>(dto: DtoClass<T>, value: object): { known: Partial<T>; unknown: string[] } {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const names = new Set(rules.map(({ propertyName }) => propertyName));
  const members = Object.entries(value).filter(([name]) => names.has(name));
  return {
    known: Object.fromEntries(members) as Partial<T>,
    unknown: Object.keys(value).filter((name) => !names.has(name)),
  };
}

/** class-validator lists the rule nearest to the property first; a wrong type says more than a wrong length. */
const firstRule = (constraints: Readonly<Record<string, string>>): string | undefined =>
  constraints['isString'] ?? Object.values(constraints)[0];

/** A JSON Pointer (RFC 6901) to a member. */
export const memberPointer = (parent: string, name: string): string =>
  `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
