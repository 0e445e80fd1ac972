/** Rows that are drawn, and the room that stands for the others. */
export interface RowWindow {
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
  readonly beforePx: number;
  readonly afterPx: number;
}

interface Sight {
  readonly count: number;
  readonly rowPx: number;
  /** How far the first row lies above the upper edge of the screen. */
  readonly scrolledPx: number;
  readonly screenPx: number;
}

/** As many rows are drawn whatever can be seen of them: they keep their elements, focus and selection. */
const ALWAYS = 60;
/** Rows drawn above and below those on screen. */
const SPARE = 8;
/** The window moves in steps, not with every pixel. */
const STEP = 4;

/** Which rows of a long list have to be drawn. */
export function windowOf({ count, rowPx, scrolledPx, screenPx }: Sight): RowWindow {
  if (count <= ALWAYS) return { start: 0, end: count, beforePx: 0, afterPx: 0 };
  const first = Math.floor(scrolledPx / rowPx / STEP) * STEP;
  const onScreen = Math.ceil(screenPx / rowPx) + STEP;
  const start = Math.max(0, Math.min(first, count - onScreen) - SPARE);
  const end = Math.min(count, Math.max(0, first) + onScreen + SPARE);
  return { start, end, beforePx: start * rowPx, afterPx: (count - end) * rowPx };
}

/** Whether two windows show the same. */
export const isSameWindow = (a: RowWindow, b: RowWindow): boolean =>
  a.start === b.start && a.end === b.end && a.afterPx === b.afterPx && a.beforePx === b.beforePx;
