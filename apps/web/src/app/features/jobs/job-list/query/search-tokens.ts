/** A piece of what was typed: `status:failed`, or words. */
export interface SearchToken {
  /** Before the colon, with a minus if one stands there; absent for words. */
  readonly field?: string;
  readonly value: string;
  /** It began with a quote that never ended. */
  readonly isOpen: boolean;
}

/** A name and a colon, or a comparison or a value behind it; addresses such as `https://…` are words. */
const PIECE = /(?:(-?[A-Za-z]\w*):(?!\/\/)([<>]=?)?)?(?:"([^"]*)("?)|(\S*))/y;

/** Cuts a text into qualifiers and words. Never fails. */
export function tokensOf(text: string): readonly SearchToken[] {
  const tokens: SearchToken[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, PIECE.lastIndex)) {
    PIECE.lastIndex = at;
    const [, field, sign = '', quoted, end, plain = ''] = PIECE.exec(text) ?? [];
    tokens.push({
      ...(field !== undefined && { field }),
      value: sign + (quoted ?? plain),
      isOpen: quoted !== undefined && end === '',
    });
  }
  return tokens;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === '') at += 1;
  return at;
}
