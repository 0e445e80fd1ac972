const encoder = new TextEncoder();
const UNITS = ['kB', 'MB', 'GB'];

/** Bytes of a text in UTF-8, as it travels and is stored. */
export const byteLength = (text: string): number => encoder.encode(text).length;

/** A number of bytes in words, in steps of 1000: `302 bytes`, `1.1 kB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let size = bytes / 1000;
  let unit = 0;
  // Rounding may not show 1000 of a unit that has a bigger one.
  while (size >= 999.95 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
