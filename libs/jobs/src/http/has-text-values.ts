import { ValidateBy } from 'class-validator';

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
