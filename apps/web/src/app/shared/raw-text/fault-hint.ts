import type { JsonFault } from '../json-viewer/json-scan';

interface Slip {
  /** What stands from the fault on. */
  readonly at?: RegExp;
  /** What stands before the fault. */
  readonly before?: RegExp;
  /** What would have been right. */
  readonly expected?: string;
  readonly hint: string;
}

/** The usual ways in which a text misses being JSON; the first that fits is named. */
const SLIPS: readonly Slip[] = [
  { at: /^```/, hint: 'a Markdown fence is not JSON' },
  { at: /^(\/\/|\/\*|#)/, hint: 'JSON has no comments' },
  { at: /^(True|False|None)\b/, hint: 'that is Python: JSON writes true, false and null' },
  { at: /^(NaN|-?Infinity|undefined)\b/, hint: 'JSON has no such value' },
  { at: /^['‘’“”]/, hint: 'JSON has only straight double quotes' },
  { at: /^[}\]]/, before: /,\s*$/, hint: 'a comma stands after the last item' },
  { at: /^[A-Za-z_$][\w$]*\s*:/, before: /[{,]\s*$/, hint: 'property names need double quotes' },
  { at: /^[\w ]/, before: /"$/, hint: 'a double quote inside a string needs a backslash' },
  { at: /^[\n\r]/, before: /"[^"\n\r]*$/, hint: 'a string ends on its line; a line break inside is written \\n' },
  { at: /^$/, before: /^\s*$/, hint: 'the text is empty' },
  { at: /^$/, hint: 'the text was cut off' },
  { at: /^[A-Za-z]/, before: /^\s*$/, hint: 'the text begins with words' },
  { expected: 'the end of the text', hint: 'more text follows after the JSON' },
];

/** How far around a fault we look; what stands further away explains nothing. */
const REACH = 200;

/** Names the usual slip that a fault comes from, or `null`. */
export function hintFor(text: string, { offset, expected }: JsonFault): string | null {
  const at = text.slice(offset, offset + REACH);
  const before = text.slice(Math.max(0, offset - REACH), offset);
  const fits = (slip: Slip): boolean =>
    (slip.at?.test(at) ?? true) &&
    (slip.before?.test(before) ?? true) &&
    (slip.expected === undefined || slip.expected === expected);
  return SLIPS.find(fits)?.hint ?? null;
}
