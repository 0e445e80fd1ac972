import { v7 as uuidv7 } from 'uuid';

const COUNT_MAX = 2 ** 32;
/** Entries of one millisecond stand in the order in which they were made. */
let count = 0;

/** Id of an entry of that time: greater than those made before in this process for the same time or an earlier one. */
export function callbackIdAt(at: Date): string {
  count = (count + 1) % COUNT_MAX;
  return uuidv7({ msecs: at.getTime(), seq: count });
}

/** The smallest text that no id of an earlier time reaches. */
export const firstCallbackIdAt = (at: Date): string => {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
};
