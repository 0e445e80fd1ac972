import { setTimeout as delay } from 'node:timers/promises';

const ASK_AGAIN_MS = 20;

/** Resolves once the promise that `ask` makes resolves; it is made again and again until the test's own time is over. */
export async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await delay(ASK_AGAIN_MS);
    }
  }
}
