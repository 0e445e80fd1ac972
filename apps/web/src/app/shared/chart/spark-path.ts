export const SPARK_WIDTH = 68;
export const SPARK_HEIGHT = 24;
/** Room for the dot at the end. */
const MARGIN = 2.5;
/** More points than this cannot be told apart. */
const POINTS_MAX = 30;

/** A small line as SVG paths, and where its last point is. */
export interface SparkPath {
  readonly line: string;
  readonly area: string;
  readonly end: { readonly x: number; readonly y: number };
}

type Value = number | null;

/** Draws values from left to right; what is missing between two of them is bridged. `null`: nothing to see. */
export function sparkPath(values: readonly Value[]): SparkPath | null {
  const thin = thinned(values);
  const known = thin.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = [lowOf(known), Math.max(...known)];
  if (high === 0) return null;
  const span = high - low;
  const points = thin.flatMap((value, at) => {
    if (value === null) return [];
    const share = span === 0 ? 0.5 : (value - low) / span;
    return [{ x: round(MARGIN + (at / (thin.length - 1)) * (SPARK_WIDTH - 2 * MARGIN)), y: yOf(share) }];
  });
  const [first, end] = [points[0], points.at(-1)];
  if (!first || !end) return null;
  const line = `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`;
  return { line, area: `${line}L${end.x} ${SPARK_HEIGHT}L${first.x} ${SPARK_HEIGHT}Z`, end };
}

/** From zero, unless all values lie so close that a line from there would be flat. */
function lowOf(known: readonly number[]): number {
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return low > high * 0.6 ? low - (high - low) * 0.25 : 0;
}

const yOf = (share: number): number => round(SPARK_HEIGHT - MARGIN - share * (SPARK_HEIGHT - 2 * MARGIN));
const round = (value: number): number => Math.round(value * 10) / 10;

function thinned(values: readonly Value[]): readonly Value[] {
  const size = Math.ceil(values.length / POINTS_MAX);
  if (size <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) =>
    mean(values.slice(at * size, (at + 1) * size)),
  );
}

function mean(values: readonly Value[]): Value {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
