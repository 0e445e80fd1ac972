import { format as known } from '@cfworker/json-schema';
import { fullFormats } from 'ajv-formats/dist/formats';
import type { UnitLimit } from './units';
import { keepsLimit } from './units';

type TextCheck = (text: string) => boolean;

/** Formats as the backend checks them, in place of the validator's own. Needs to be called once. */
export function learnFormats(): void {
  for (const [name, rule] of Object.entries(fullFormats)) {
    const check = textCheckOf(rule);
    if (check) known[name] = check;
  }
}

/** Lets the validator know a limit of length by the name of a format. */
export function learnLimit(name: string, limit: UnitLimit): void {
  known[name] = (text) => keepsLimit(text, limit);
}

function textCheckOf(rule: unknown): TextCheck | undefined {
  if (rule instanceof RegExp) return (text) => rule.test(text);
  if (typeof rule === 'function') return rule as TextCheck;
  const { validate, type } = Object(rule) as { readonly validate?: unknown; readonly type?: string };
  return typeof validate === 'function' && type !== 'number' ? (validate as TextCheck) : undefined;
}
