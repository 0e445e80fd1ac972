import { Transform } from 'class-transformer';

/** Makes a number of the digits of a query value, and leaves anything else to the rules. */
export const ToWholeNumber = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value,
  );
