const ROUNDS = 5;

async function fastestMs(call: () => Promise<unknown>): Promise<number> {
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await call();
    fastest = Math.min(fastest, performance.now() - startedAt);
  }
  return fastest;
}

/**
 * How many times as long a call takes with ten times as much: about 10 when its time grows with the amount, about 100
 * when it grows with the square. Each is the fastest of five, so that a busy machine makes no difference.
 */
export async function timeGrowth(amount: number, call: (amount: number) => Promise<unknown>): Promise<number> {
  const little = await fastestMs(() => call(amount / 10));
  return (await fastestMs(() => call(amount))) / little;
}
