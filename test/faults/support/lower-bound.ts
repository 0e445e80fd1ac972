/** One-sided 95 % quantile of Student's t for the degrees of freedom of this many pairs, from {@link PAIRS_MIN} on. */
const quantileFor = (pairs: number): number => (pairs > 20 ? 1.725 : pairs > 10 ? 1.812 : 1.943);
const PAIRS_MIN = 7;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The ratio of paired measurements, and what it is at least, by 95 in 100. */
export function ratioOf(pairs: readonly (readonly [measured: number, base: number])[]): {
  mean: number;
  least: number;
} {
  const logs = pairs.map(([measured, base]) => Math.log(measured / base));
  const middle = mean(logs);
  const variance = logs.reduce((sum, log) => sum + (log - middle) ** 2, 0) / (logs.length - 1);
  if (logs.length < PAIRS_MIN) throw new RangeError(`${logs.length} pairs say too little`);
  return {
    mean: Math.exp(middle),
    least: Math.exp(middle - quantileFor(logs.length) * Math.sqrt(variance / logs.length)),
  };
}
