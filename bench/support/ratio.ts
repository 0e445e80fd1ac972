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

/** Measures things in turns, A B C C B A …, so that what disturbs the machine disturbs all. Gives each block's figures. */
export async function inTurns<const Measures extends readonly (() => Promise<number>)[]>(
  blocks: number,
  ...measures: Measures
): Promise<{ -readonly [At in keyof Measures]: number }[]> {
  const all: { -readonly [At in keyof Measures]: number }[] = [];
  for (let block = 0; block < blocks; block++) {
    const figures: number[] = [];
    const order = [...measures.keys()];
    for (const at of block % 2 === 0 ? order : order.reverse()) figures[at] = (await measures[at]?.()) ?? NaN;
    all.push(figures as { -readonly [At in keyof Measures]: number });
  }
  return all;
}
