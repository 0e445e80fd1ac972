import { ValidateIf } from 'class-validator';

/** A member that may be left out. Unlike with `IsOptional`, `null` is a value like any other: the rules decide. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
