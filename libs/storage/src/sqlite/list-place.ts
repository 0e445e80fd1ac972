import type { ListKind } from '../list-kind';

type Place = readonly (string | number)[];

const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === 'string';

/** What stands in the places of each kind of list. */
const PARTS: Readonly<Record<ListKind, readonly ((value: unknown) => boolean)[]>> = {
  age: [isNumber],
  id: [isText],
  updatedAt: [isNumber, isNumber],
  priority: [isNumber, isNumber],
  status: [isText, isNumber],
  type: [isText, isNumber],
};

/** Whether something can be a place in a list of this kind. */
export const isPlaceOf =
  (kind: ListKind) =>
  (place: readonly unknown[]): place is Place =>
    place.length === PARTS[kind].length && PARTS[kind].every((isPart, index) => isPart(place[index]));
