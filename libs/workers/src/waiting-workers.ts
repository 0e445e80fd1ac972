/** How often everybody looks for jobs of which nobody in this process heard. */
const LOOK_MS = 1000;

/** Types of jobs that a worker takes; `undefined`: all. */
export type WantedTypes = readonly string[] | undefined;

interface Waiter {
  readonly types: WantedTypes;
  readonly wake: () => void;
}

/** Workers that wait for a job, in the order in which they came. Each ring wakes one of them, each second wakes all. */
export class WaitingWorkers {
  private readonly waiters = new Set<Waiter>();
  private readonly rings = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  /** How often it has rung for these types. Take it before you look for a job. */
  ringsFor(types: WantedTypes): number {
    const counts = types ? types.map((type) => this.rings.get(type) ?? 0) : [...this.rings.values()];
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Resolves when there may be a job, when `ms` have passed or the signal aborts; at once if it rang since `rings`. */
  wait(types: WantedTypes, rings: number, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.ringsFor(types) !== rings) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timeout);
        signal.removeEventListener('abort', wake);
        this.leave(waiter);
        resolve();
      };
      const waiter = { types, wake };
      const timeout = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.enter(waiter);
    });
  }

  /** So many jobs of this type can be had: wakes as many of the workers that have waited longest for one. */
  ring(type: string, places = 1): void {
    this.rings.set(type, (this.rings.get(type) ?? 0) + 1);
    const takers = [...this.waiters].filter(({ types }) => types?.includes(type) ?? true);
    for (const { wake } of takers.slice(0, places)) wake();
  }

  /** Lets everybody look, or go. */
  wakeAll(): void {
    for (const { wake } of [...this.waiters]) wake();
  }

  private enter(waiter: Waiter): void {
    this.waiters.add(waiter);
    this.timer ??= setInterval(() => {
      this.wakeAll();
    }, LOOK_MS);
  }

  private leave(waiter: Waiter): void {
    this.waiters.delete(waiter);
    if (this.waiters.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
