/**
 * What can be read of a list: an odd entry costs itself and no other. `undefined`: it is no list, or there are entries and
 * none of them can be read.
 */
export function readableOf<T>(body: unknown, read: (entry: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(body)) return undefined;
  const entries = body.map((entry: unknown) => read(entry)).filter((entry) => entry !== undefined);
  return entries.length === 0 && body.length > 0 ? undefined : entries;
}
