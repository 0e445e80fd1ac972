import { memberPointer } from './json-pointer';
import type { JsonValue } from './json-value';
import { isList, isObject } from './json-value';

/** The way from the outermost value to one inside it: names of members and positions in lists. */
export type JsonPath = readonly (string | number)[];

/** The JSON Pointer (RFC 6901) of a place. */
export const pointerOf = (path: JsonPath): string => path.reduce<string>(memberPointer, '');

/** The value at a place; `undefined`: there is none. */
export function valueAt(root: JsonValue | undefined, path: JsonPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, step) => {
    if (typeof step === 'number') return isList(value) ? value[step] : undefined;
    return isObject(value) ? value.get(step) : undefined;
  }, root);
}

/** The same value with another one at a place. Containers on the way are made; `undefined` takes the place away. */
export function withValueAt(
  root: JsonValue | undefined,
  [step, ...rest]: JsonPath,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (step === undefined) return value;
  return typeof step === 'number'
    ? withItem(isList(root) ? root : [], step, (item) => withValueAt(item, rest, value))
    : withMember(isObject(root) ? root : new Map<string, JsonValue>(), step, (member) =>
        withValueAt(member, rest, value),
      );
}

type Change = (value: JsonValue | undefined) => JsonValue | undefined;

function withItem(list: readonly JsonValue[], at: number, change: Change): JsonValue {
  const item = change(list[at]);
  return item === undefined ? list.toSpliced(at, 1) : [...list.slice(0, at), item, ...list.slice(at + 1)];
}

function withMember(object: ReadonlyMap<string, JsonValue>, name: string, change: Change): JsonValue {
  const copy = new Map(object);
  const member = change(copy.get(name));
  if (member === undefined) copy.delete(name);
  else copy.set(name, member);
  return copy;
}
