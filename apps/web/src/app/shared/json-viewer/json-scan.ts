/** Where a text stops being JSON, and what JSON would have there. */
export interface JsonFault {
  readonly offset: number;
  readonly expected: string;
}

/** Offset after what was read, or why it could not be read. */
export type Scan = number | JsonFault;

/** Whether something was read. */
export const isRead = (scan: Scan): scan is number => typeof scan === 'number';

const WHITE_SPACE = /[ \t\n\r]*/y;
const DIGITS = /\d+/y;
const EXPONENT = /[eE][+-]?/y;
const HEX = /[\da-fA-F]{4}/y;
const ESCAPES = '"\\/bfnrt';
const FIRST_PRINTABLE = 0x20;

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Offset of the first character that is no white space (RFC 8259, section 2). */
export const skipWhiteSpace = (text: string, at: number): number => after(WHITE_SPACE, text, at);

/** Reads a string whose opening quote stands at `at`. */
export function scanString(text: string, at: number): Scan {
  let here = at + 1;
  while (here < text.length) {
    const character = text[here] ?? '';
    if (character === '"') return here + 1;
    if (character.charCodeAt(0) < FIRST_PRINTABLE) break;
    const next: Scan = character === '\\' ? scanEscape(text, here + 1) : here + 1;
    if (!isRead(next)) return next;
    here = next;
  }
  return { offset: here, expected: 'the closing quote of the string' };
}

function scanEscape(text: string, at: number): Scan {
  const character = text[at];
  if (character !== undefined && ESCAPES.includes(character)) return at + 1;
  if (character !== 'u') return { offset: at, expected: 'one of " \\ / b f n r t u after the backslash' };
  const end = after(HEX, text, at + 1);
  return end > at + 1 ? end : { offset: at + 1, expected: 'four hexadecimal digits' };
}

/** Reads a number whose first character, a digit or a minus, stands at `at`. */
export function scanNumber(text: string, at: number): Scan {
  const whole = text[at] === '-' ? at + 1 : at;
  // A zero stands alone: what follows it is no longer part of the number.
  let end = text[whole] === '0' ? whole + 1 : after(DIGITS, text, whole);
  if (end === whole) return { offset: whole, expected: 'a digit' };
  for (const start of [text[end] === '.' ? end + 1 : end, undefined]) {
    const digits: number = start ?? after(EXPONENT, text, end);
    if (digits === end) continue;
    end = after(DIGITS, text, digits);
    if (end === digits) return { offset: digits, expected: 'a digit' };
  }
  return end;
}

/** Reads `true`, `false` or `null`. */
export function scanLiteral(text: string, at: number): Scan {
  const word = ['true', 'false', 'null'].find((literal) => text.startsWith(literal.charAt(0), at));
  if (!word) return { offset: at, expected: 'a value' };
  for (let length = 1; length < word.length; length++) {
    if (text[at + length] !== word[length]) return { offset: at + length, expected: `the word ${word}` };
  }
  return at + word.length;
}
