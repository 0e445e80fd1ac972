import { ValidateBy } from 'class-validator';

/** A member that is known but may not be given, whatever its value. */
export const NotYet = (options: { readonly message: string }): PropertyDecorator =>
  ValidateBy({ name: 'notYet', validator: { validate: (value) => value === undefined } }, options);
