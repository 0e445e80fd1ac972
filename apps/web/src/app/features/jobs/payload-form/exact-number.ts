import type { JsonValue } from './json-value';
import { Spelled, isList, isNumberText, isObject } from './json-value';

/** Digits without leading and trailing zeros, sign and exponent. */
function digitsOf(text: string): string {
  const [digits = ''] = text.toLowerCase().replace('-', '').split('e');
  return digits.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
}

/** Whether a number survives where numbers have 64 bits, as in most programs. What is no number is not one that is lost. */
export function isKeptExactly(text: string): boolean {
  if (!isNumberText(text)) return true;
  const number = Number(text);
  return Number.isFinite(number) && digitsOf(String(number)) === digitsOf(text);
}

/** The first number in a value that is rounded where numbers have 64 bits; `undefined`: there is none. */
export function roundedIn(value: JsonValue | undefined): string | undefined {
  if (value instanceof Spelled) return isKeptExactly(value.text) ? undefined : value.text;
  const parts = isList(value) ? value : isObject(value) ? [...value.values()] : [];
  for (const part of parts) {
    const found = roundedIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
