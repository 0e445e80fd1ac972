/** What is reported: the middle of the per-block ratios, with a 90 % bootstrap interval. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** Numbers in [0, 1) that are the same in each run (Lehmer 1951), so that a table can be made again from its figures. */
function repeatable(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** The ratio a/b of figures taken in pairs. */
export function ratioOf(pairs: readonly (readonly [a: number, b: number])[]): Ratio {
  const ratios = pairs.map(([a, b]) => a / b);
  const random = repeatable();
  const resampled = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? 0)),
  ).sort((a, b) => a - b);
  const at = (share: number): number => resampled[Math.floor(share * (RESAMPLES - 1))] ?? 0;
  return { median: median(ratios), low: at(0.05), high: at(0.95) };
}

/** Measures two things in turns, A B B A …, so that what disturbs the machine disturbs both. */
export async function inTurns(
  blocks: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<[number, number][]> {
  const pairs: [number, number][] = [];
  for (let block = 0; block < blocks; block++) {
    if (block % 2 === 0) pairs.push([await a(), await b()]);
    else {
      const second = await b();
      pairs.push([await a(), second]);
    }
  }
  return pairs;
}
