/** One caller who waits for a job to end. A ring that comes while it looks elsewhere is not lost. */
export class Waiter {
  private hasRung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.hasRung = true;
    this.wake?.();
  }

  /** Resolves when it has rung since the last call, after `ms`, or when the signal aborts. */
  async next(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.hasRung && !signal.aborted) await this.sleep(ms, signal);
    this.hasRung = false;
  }

  private sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timeout);
        signal.removeEventListener('abort', wake);
        this.wake = undefined;
        resolve();
      };
      const timeout = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.wake = wake;
    });
  }
}

/** Who waits for which job. */
export class AwaitedJobs {
  private readonly waiters = new Map<string, Set<Waiter>>();

  get ids(): readonly string[] {
    return [...this.waiters.keys()];
  }

  enter(id: string): Waiter {
    const waiter = new Waiter();
    const all = this.waiters.get(id) ?? new Set();
    this.waiters.set(id, all.add(waiter));
    return waiter;
  }

  leave(id: string, waiter: Waiter): void {
    const all = this.waiters.get(id);
    all?.delete(waiter);
    if (all?.size === 0) this.waiters.delete(id);
  }

  /** Wakes all who wait for this job. */
  ring(id: string): void {
    for (const waiter of this.waiters.get(id) ?? []) waiter.ring();
  }
}
