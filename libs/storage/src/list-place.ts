import type { ListKind } from './list-kind';

type Check = (value: unknown) => boolean;

const LAST_INSTANT_MS = 8.64e15;
const isNumber: Check = (value) => Number.isSafeInteger(value) && Math.abs(value as number) <= LAST_INSTANT_MS;
const isText: Check = (value) => typeof value === 'string';

/** Whether something can be a place in a list of this kind. `isKey`: by what the store tells jobs of one value apart. */
export function isPlaceOf(
  kind: ListKind,
  isKey: Check = isNumber,
): (place: readonly unknown[]) => place is readonly (string | number)[] {
  const parts = partsOf(kind, isKey);
  return (place): place is readonly (string | number)[] =>
    place.length === parts.length && parts.every((isPart, index) => isPart(place[index]));
}

function partsOf(kind: ListKind, isKey: Check): readonly Check[] {
  switch (kind) {
    case 'age':
      return [isKey];
    case 'id':
      return [isText];
    case 'updatedAt':
    case 'priority':
      return [isNumber, isKey];
    case 'status':
    case 'type':
      return [isText, isKey];
  }
}
