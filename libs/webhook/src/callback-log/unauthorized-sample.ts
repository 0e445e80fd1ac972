import type { CallbackEntry } from '@fasttrack/contracts';

const WINDOW_MS = 10_000;
const KEPT_PER_WINDOW = 10;

/**
 * Lets through so many calls without proof that nobody can fill a disk with them: of each ten seconds the first ten, and
 * at their end one entry that stands for all others.
 */
export class UnauthorizedSample {
  private startedAt = -Infinity;
  private kept = 0;
  private last: CallbackEntry | undefined;
  private leftOut = 0;

  /** What is to be kept now that this call came. `nowMs` never goes back. */
  take(entry: CallbackEntry, nowMs: number): readonly CallbackEntry[] {
    const ended = this.endedBy(nowMs);
    if (this.startedAt + WINDOW_MS <= nowMs) {
      this.startedAt = nowMs;
      this.kept = 0;
    }
    if (this.kept < KEPT_PER_WINDOW) {
      this.kept++;
      return [...ended, entry];
    }
    if (this.last) this.leftOut++;
    this.last = entry;
    return ended;
  }

  /** The entry for the calls that were left out, once their ten seconds are over. */
  endedBy(nowMs: number): readonly CallbackEntry[] {
    return this.startedAt + WINDOW_MS <= nowMs ? this.end() : [];
  }

  /** The same at once: nothing comes any more. */
  end(): readonly CallbackEntry[] {
    const { last, leftOut } = this;
    this.last = undefined;
    this.leftOut = 0;
    return last ? [leftOut > 0 ? { ...last, leftOut } : last] : [];
  }
}
