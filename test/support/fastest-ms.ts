const ROUNDS = 3;

/** Milliseconds of the fastest of three calls: how long a call takes while the machine does nothing else. */
export async function fastestMs(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  return Math.min(...times);
}
