import type { CallbackEntry, CallbackVerdict } from '@fasttrack/contracts';
import type { CallbackShelf } from '@fasttrack/jobs/callbacks/callback-log.port';

/** Entries kept of each verdict: what one kind of sender does in masses pushes out nothing else. */
const KEPT_ACCEPTED = 10_000;
const KEPT_OF_OTHERS = 2000;
/** Entries kept of each verdict of one job. Each accepted one changed its job, so that they are few by themselves. */
const KEPT_OF_JOB = 20;
/**
 * Looking costs more than an entry: it is done when so large a part came anew. That is fewer than one look removes, so
 * that a shelf that is too full comes down to its size while more comes.
 */
const LOOK_AT_PART = 50;
/** Jobs whose entries are counted. */
const COUNTED_MAX = 10_000;

const keptOf = (verdict: CallbackVerdict): number => (verdict === 'accepted' ? KEPT_ACCEPTED : KEPT_OF_OTHERS);

/** Knows by what this process wrote which shelves may hold more than is kept of them. */
export class KeptCallbacks {
  private readonly ofVerdict = new Map<CallbackVerdict, number>();
  private readonly ofJob = new Map<string, number>();

  /** The shelves that are to be trimmed now that these entries were written. */
  overfullAfter(entries: readonly CallbackEntry[]): CallbackShelf[] {
    const verdicts = new Set(entries.map(({ verdict }) => verdict));
    return [
      ...entries.flatMap((entry) => this.shelfOfJob(entry)),
      ...[...verdicts].flatMap((verdict) => this.shelfOf(verdict, entries)),
    ];
  }

  private shelfOf(verdict: CallbackVerdict, entries: readonly CallbackEntry[]): CallbackShelf[] {
    const keep = keptOf(verdict);
    const added = entries.filter((entry) => entry.verdict === verdict).length;
    // The first time at once: nobody knows what other processes left.
    const count = (this.ofVerdict.get(verdict) ?? keep) + added;
    const isFull = count >= keep / LOOK_AT_PART;
    this.ofVerdict.set(verdict, isFull ? 0 : count);
    return isFull ? [{ verdict, keep }] : [];
  }

  private shelfOfJob({ verdict, jobId }: CallbackEntry): CallbackShelf[] {
    if (verdict === 'accepted' || jobId === undefined) return [];
    const name = `${verdict} ${jobId}`;
    const count = (this.ofJob.get(name) ?? 0) + 1;
    // At the end again: the one that was quiet for longest is forgotten first.
    this.ofJob.delete(name);
    if (count <= KEPT_OF_JOB) this.ofJob.set(name, count);
    const [quietest] = this.ofJob.size > COUNTED_MAX ? this.ofJob.keys() : [];
    if (quietest !== undefined) this.ofJob.delete(quietest);
    return count > KEPT_OF_JOB ? [{ verdict, jobId, keep: KEPT_OF_JOB }] : [];
  }
}
