import { isPlainObject } from '@fasttrack/foundation/http/is-plain-object';
import { ValidateBy } from 'class-validator';
import { SIMULATE } from '../simulation/simulation';

/** An object whose values are all strings, but for what directs the stand-in. */
export const HasTextValues = (options: { readonly message: string }): PropertyDecorator =>
  ValidateBy(
    {
      name: 'hasTextValues',
      validator: {
        validate: (value) =>
          isPlainObject(value) &&
          Object.entries(value).every(([name, one]) => name === SIMULATE || typeof one === 'string'),
      },
    },
    options,
  );
