import { ValidateBy } from 'class-validator';

/** Date, time and zone of RFC 3339, which every ISO 8601 library writes. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** A text that names one instant (RFC 3339); 30 February and hour 25 are none. */
export const IsInstant = (options: { readonly message: string }): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isInstant',
      validator: { validate: (value) => typeof value === 'string' && INSTANT.test(value) && isReal(value) },
    },
    options,
  );

/** `Date` rolls 30 February over into March: the day must come back as it went in. */
function isReal(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(Date.parse(text)) && !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === day
  );
}
