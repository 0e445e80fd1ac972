import type { CallbackEntry } from '@fasttrack/contracts';
import type { CallbackLog } from '@fasttrack/jobs/callbacks/callback-log.port';

/** So many that fail in a row are not to blame: the store is. */
const IN_A_ROW = 3;

/**
 * Writes entries one by one. Answers how many of the first are done with, and how many of these the store never took:
 * it took a later one.
 */
export async function appendEach(
  log: CallbackLog,
  entries: readonly CallbackEntry[],
): Promise<{ done: number; refused: number }> {
  let [done, refused, failing] = [0, 0, 0];
  for (const entry of entries) {
    const isWritten = await log.append([entry]).then(
      () => true,
      () => false,
    );
    if (isWritten) {
      done += failing + 1;
      refused += failing;
      failing = 0;
    } else if (++failing === IN_A_ROW) break;
  }
  return { done, refused };
}
