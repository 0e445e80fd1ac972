/** Collects what comes in one turn, and what comes while a lot is under way, into the next lot: never two at once. */
export class Lots<T> {
  private waiting: T[] = [];
  private next: Promise<void> | undefined;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly send: (lot: readonly T[]) => Promise<void>) {}

  /** Settles as the lot of this item does. */
  add(item: T): Promise<void> {
    this.waiting.push(item);
    this.next ??= this.sendAfterLast();
    return this.next;
  }

  private sendAfterLast(): Promise<void> {
    const sent = this.underWay.then(() => {
      const lot = this.waiting;
      this.waiting = [];
      this.next = undefined;
      return this.send(lot);
    });
    this.underWay = sent.catch(() => undefined);
    return sent;
  }
}
