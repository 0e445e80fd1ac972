/** Where to cut a text at about `at`: one earlier when the cut would halve a character of two code units. */
export function cutBefore(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const isFirstHalf = at < text.length && code >= 0xd800 && code <= 0xdbff;
  return isFirstHalf ? at - 1 : at;
}
