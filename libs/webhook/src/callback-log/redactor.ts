/** What stands where a secret stood. */
const REDACTED = '[secret]';
/** A callback token, of whatever secret: who reads one may call back with it. */
const TOKEN = /[A-Za-z0-9-]{1,64}\.\d{1,10}\.\d{1,12}\.[A-Za-z0-9_-]{43}/g;
const HEX_LENGTH = 4;

/** A text without the secrets that stood in it. */
export type Redactor = (text: string) => string;

/**
 * Blots secrets, however JSON escapes them, and callback tokens. A sender that mistook the place for a secret told it to
 * us, not to those who read the log.
 */
export function redactorOf(secrets: readonly string[]): Redactor {
  // One may be the beginning of another.
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  const known = new RegExp(longestFirst.map((secret) => secret.split('').map(writtenAs).join('')).join('|'), 'g');
  return (text) => text.replace(known, REDACTED).replace(TOKEN, REDACTED);
}

/** Pattern of a character as it is, and of the ways in which JSON may write it. */
function writtenAs(character: string): string {
  const hex = character.charCodeAt(0).toString(16).padStart(HEX_LENGTH, '0');
  const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const short = JSON.stringify(character).slice(1, -1);
  const forms = [short, character === '/' ? '\\/' : '', character].filter((form) => form !== '').map(literally);
  return `(?:\\\\u${anyCase}|${[...new Set(forms)].join('|')})`;
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
