/** A scrape is answered from what was read within this time: many scrapers cost a store no more than one. */
const FRESH_MS = 5000;
/** A scrape waits no longer for a dependency. */
const PATIENCE_MS = 1000;

/** Figures that somebody else keeps. */
export interface Reading {
  /** Reads the figures and gives what shows them. Rejects while nobody can tell. */
  readonly read: () => Promise<() => void>;
  /** Takes back what was shown: an old figure would pass for a new one. */
  readonly forget: () => void;
}

/** Figures that are read when somebody scrapes, at most every five seconds, one read at a time. */
export class ReadingAtScrape {
  private readAt = -Infinity;
  private pending: Promise<void> | undefined;

  constructor(private readonly reading: Reading) {}

  /** Resolves within a second, with the figures shown or forgotten. Never rejects. */
  async refresh(): Promise<void> {
    if (this.pending === undefined && performance.now() - this.readAt < FRESH_MS) return;
    this.pending ??= this.start();
    const isRead = await Promise.race([this.pending.then(() => true), patience()]);
    if (!isRead) this.reading.forget();
  }

  private async start(): Promise<void> {
    try {
      (await this.reading.read())();
    } catch {
      this.reading.forget();
    }
    this.readAt = performance.now();
    this.pending = undefined;
  }
}

const patience = (): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, PATIENCE_MS).unref();
  });
