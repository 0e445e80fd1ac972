/** Lets those who come for the same thing at once wait until the first of them is done. Of this process only. */
export class FirstComers {
  private readonly running = new Map<string, Promise<unknown>>();

  /** Does the work at once, or when the first who came with this name has ended, well or not. */
  async do<T>(name: string, work: () => Promise<T>): Promise<T> {
    const first = this.running.get(name);
    if (first) {
      await first.catch(() => undefined);
      return work();
    }
    const own = work();
    this.running.set(name, own);
    try {
      return await own;
    } finally {
      this.running.delete(name);
    }
  }
}
