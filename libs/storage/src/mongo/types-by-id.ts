import { trusted } from 'mongoose';
import type { Collections } from './collections';

/** Jobs whose type is kept in memory: those that were touched last. */
const KEPT = 20_000;

/** Which type a job has, for changes that name only the job. A type never changes. */
export class TypesById {
  private readonly known = new Map<string, string>();

  constructor(private readonly collections: Collections) {}

  /** Remembers a type that was just seen. */
  remember(id: string, type: string): void {
    this.known.delete(id);
    this.known.set(id, type);
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
  }

  /** Types of the jobs; one read for all that are not in memory. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const id of ids) {
      const type = this.known.get(id);
      if (type !== undefined) found.set(id, type);
    }
    const unknown = [...new Set(ids.filter((id) => !found.has(id)))];
    if (unknown.length === 0) return found;
    const records = await this.collections.jobs.find({ _id: trusted({ $in: unknown }) }, { type: 1 }).lean();
    for (const { _id, type } of records) {
      found.set(_id, type);
      this.remember(_id, type);
    }
    return found;
  }
}
