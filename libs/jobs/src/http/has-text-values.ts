import { isPlainObject } from '@fasttrack/foundation/http/is-plain-object';
import { ValidateBy } from 'class-validator';

/** An object whose values are all strings. */
export const HasTextValues = (options: { readonly message: string }): PropertyDecorator =>
  ValidateBy(
    {
      name: 'hasTextValues',
      validator: {
        validate: (value) => isPlainObject(value) && Object.values(value).every((one) => typeof one === 'string'),
      },
    },
    options,
  );
