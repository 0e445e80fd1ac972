/** Stands where the dispatcher stands: counts how often it is woken, and answers when a test says so. */
export class Wakes {
  count = 0;
  mostAtOnce = 0;
  private readonly open: (() => void)[] = [];
  private readonly listeners = new Set<() => void>();
  private answersAtOnce = false;

  /** Wakes that wait for their answer. */
  get unanswered(): number {
    return this.open.length;
  }

  readonly wake = async (): Promise<void> => {
    this.count++;
    const answer = new Promise<void>((resolve) => this.open.push(resolve));
    this.mostAtOnce = Math.max(this.mostAtOnce, this.open.length);
    for (const listener of this.listeners) listener();
    if (this.answersAtOnce) this.answer();
    await answer;
  };

  /** Answers the oldest wake. */
  answer(): void {
    this.open.shift()?.();
  }

  /** Answers what waits, and from now on each wake at once. */
  answerAll(): void {
    this.answersAtOnce = true;
    for (const answer of this.open.splice(0)) answer();
  }

  /** Resolves once there were `count` wakes. */
  heard(count: number): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (this.count < count) return;
        this.listeners.delete(check);
        resolve();
      };
      this.listeners.add(check);
      check();
    });
  }
}
