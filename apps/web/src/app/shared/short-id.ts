const HEAD = 11;
const TAIL = 4;

/** An id shortened in the middle, `019ab7e2-4b…77d0`; short ones stay whole. */
export const shortId = (id: string): string =>
  id.length <= HEAD + TAIL + 1 ? id : `${id.slice(0, HEAD)}…${id.slice(-TAIL)}`;
