import { ValidateBy } from 'class-validator';

/** At most `max` bytes as JSON text in UTF-8. */
export const MaxJsonBytes = (max: number, options: { readonly message: string }): PropertyDecorator =>
  ValidateBy(
    {
      name: 'maxJsonBytes',
      constraints: [max],
      validator: { validate: (value) => Buffer.byteLength(JSON.stringify(value)) <= max },
    },
    options,
  );
