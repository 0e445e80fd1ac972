const MINUTE_MS = 60_000;

/** The last moment of such a field: with it a browser gives the year room for four digits, as in RFC 3339. */
export const LAST_MOMENT = '9999-12-31T23:59';

/** What a field for date and time holds of an instant, by the clock of this browser; empty: there is none. */
export function localMoment(instant: string | undefined): string {
  const at = Date.parse(instant ?? '');
  if (Number.isNaN(at)) return '';
  const local = new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString();
  return local.replace(/(?:(?::00)?\.000)?Z$/, '');
}

/** The instant (RFC 3339) of what such a field holds; `undefined`: it is no moment. */
export function instantOf(local: string): string | undefined {
  const at = Date.parse(local);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** Whether a part of a date or a time stands in a field: its value is empty then, and no event tells of the rest. */
export const isHalfWritten = ({ validity }: HTMLInputElement): boolean => validity.badInput;
