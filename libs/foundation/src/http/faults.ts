import type { FieldFault } from '@fasttrack/contracts';
import { plainToInstance } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { validateSync } from 'class-validator';

/** A class with class-validator rules. */
export type DtoClass<T extends object> = new () => T;

/** The value as this class, or what is wrong with it; members that the class does not name are faults. */
export function validate<T extends object>(
  dto: DtoClass<T>,
  value: object,
  pointerOf: (name: string) => string,
): { readonly value: T; readonly faults: readonly FieldFault[] } {
  const instance = plainToInstance(dto, value, { exposeDefaultValues: true });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  return { value: instance, faults: errors.map((error) => faultOf(error, pointerOf)) };
}

function faultOf({ property, constraints = {} }: ValidationError, pointerOf: (name: string) => string): FieldFault {
  const rule =
    constraints['whitelistValidation'] === undefined ? firstRule(constraints) : `${property} is not known here`;
  return { pointer: pointerOf(property), detail: rule ?? `${property} is not valid` };
}

/** class-validator lists the rule nearest to the property first; a wrong type says more than a wrong length. */
const firstRule = (constraints: Readonly<Record<string, string>>): string | undefined =>
  constraints['isString'] ?? Object.values(constraints)[0];

/** A JSON Pointer (RFC 6901) to a member. */
export const memberPointer = (parent: string, name: string): string =>
  `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
