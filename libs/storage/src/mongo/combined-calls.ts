import { WriteCombiner } from '../write-combiner';

/** Lets calls of many callers that come at once share their round trips; each gets the answers to its own items. */
export class CombinedCalls<Item, Outcome> {
  private readonly combiner: WriteCombiner<readonly Item[], readonly Outcome[]>;

  /** `work` answers item by item; a call with an item that failed rejects with that item's error. */
  constructor(work: (items: readonly Item[]) => Promise<readonly (Outcome | Error)[]>) {
    this.combiner = new WriteCombiner(async (calls) => {
      const outcomes = await work(calls.flat());
      let from = 0;
      return calls.map((items) => {
        const own = outcomes.slice(from, (from += items.length));
        return own.find((outcome) => outcome instanceof Error) ?? (own as readonly Outcome[]);
      });
    });
  }

  /** Resolves with one outcome for each item, in order. */
  call(items: readonly Item[]): Promise<readonly Outcome[]> {
    return items.length === 0 ? Promise.resolve([]) : this.combiner.write(items);
  }

  /** Resolves when no call is under way. */
  idle(): Promise<void> {
    return this.combiner.idle();
  }
}
