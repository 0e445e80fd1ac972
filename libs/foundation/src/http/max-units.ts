import { ValidateBy } from 'class-validator';

/** Name of the rule in the metadata of class-validator. */
export const MAX_UNITS = 'maxUnits';

/**
 * At most `max` UTF-16 code units, as `String.length` counts: what every client in JavaScript counts too. The rule of
 * class-validator counts an emoji once and its variation selector not at all.
 */
export const MaxUnits = (max: number, options: { readonly message: string }): PropertyDecorator =>
  ValidateBy(
    {
      name: MAX_UNITS,
      constraints: [max],
      validator: { validate: (value) => typeof value === 'string' && value.length <= max },
    },
    options,
  );
