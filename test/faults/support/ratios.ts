interface Blocks {
  readonly rounds: number;
  readonly repeats: number;
}

/**
 * Measures work on two subjects in turns, A B B A, and gives a table of the medians: the time of each, and how many times
 * as long the second takes.
 */
export async function medianRatios<Subject>(
  measures: Readonly<Record<string, (subject: Subject) => Promise<unknown>>>,
  a: Subject,
  b: Subject,
  { rounds, repeats }: Blocks,
): Promise<string> {
  const lines: string[] = [];
  for (const [name, work] of Object.entries(measures)) {
    const block = async (subject: Subject): Promise<number> => {
      const start = performance.now();
      for (let n = 0; n < repeats; n++) await work(subject);
      return (performance.now() - start) / repeats;
    };
    await block(a);
    await block(b);
    const times: { a: number; b: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const [a1, b1, b2, a2] = [await block(a), await block(b), await block(b), await block(a)];
      times.push({ a: (a1 + a2) / 2, b: (b1 + b2) / 2 });
    }
    const ratio = median(times.map((time) => time.b / time.a));
    const [aMs, bMs] = [median(times.map((time) => time.a)), median(times.map((time) => time.b))];
    lines.push(
      `${name.padEnd(36)} ${aMs.toFixed(3).padStart(8)} ms ${bMs.toFixed(3).padStart(8)} ms ${ratio.toFixed(2).padStart(6)}x`,
    );
  }
  return lines.join('\n');
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};
