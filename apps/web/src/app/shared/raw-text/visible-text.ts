/** A run of a text: plain, or one character that nobody could see and a name that stands for it. */
export interface VisiblePart {
  readonly text: string;
  /** Unicode name by number (`U+202E`) of the character that `text` stands for. Absent in plain runs. */
  readonly control?: string;
}

/**
 * Control characters, marks that turn the direction of writing, invisible spaces, lone surrogates. Tabs may stay, and so
 * may the joiners of emoji and Indic writing.
 */
const UNSEEN = /(?!\t)[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;

/** Splits a text so that nothing in it stays unseen or moves what stands around it. */
export function visibleParts(text: string): VisiblePart[] {
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push(standInFor(match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function standInFor(character: string): VisiblePart {
  const code = character.codePointAt(0) ?? 0;
  const control = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code < 0x20) return { text: String.fromCodePoint(CONTROL_PICTURES + code), control };
  return { text: code === DELETE ? '\u2421' : `[${control}]`, control };
}
