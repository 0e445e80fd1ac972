import type { TypeLimits } from '@fasttrack/jobs/job-types/type-limits';
import { limitsOf } from '@fasttrack/jobs/job-types/type-limits';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { TypeControl, TypeControlChange, TypeControls } from '@fasttrack/jobs/type-controls.port';
import type { Collections } from './collections';
import { isDuplicateKey } from './duplicate-key';
import type { MongoLink } from './mongo-link';
import type { TypeControlRecord } from './type-control-record';
import type { Writes } from './writes';

/** What another process changed is seen after so long at the latest. */
const FRESH_MS = 500;

/** What the controls of a store stand on. */
interface Parts {
  readonly collections: Collections;
  readonly link: MongoLink;
  readonly writes: Writes;
  readonly rules: TypeRules;
  readonly monotonicMs: () => number;
}

/** Keeps controls of types in a collection of their own, and knows which types they hold back. */
export class MongoTypeControls implements TypeControls {
  private known: TypeLimits;
  private readAt = -Infinity;

  constructor(private readonly parts: Parts) {
    this.known = limitsOf([], parts.rules);
  }

  all(): Promise<readonly TypeControl[]> {
    return this.parts.link.use(() => this.read());
  }

  async change(change: TypeControlChange): Promise<TypeControl> {
    const [control] = await this.parts.writes.batch(
      async () => [await this.writeOnce(change)] as const,
      () => true,
    );
    await this.all();
    return control;
  }

  /** Which types are held back, as of half a second ago or later. */
  async limits(): Promise<TypeLimits> {
    if (this.parts.monotonicMs() - this.readAt > FRESH_MS) await this.read();
    return this.known;
  }

  private async read(): Promise<TypeControl[]> {
    const asked = this.parts.monotonicMs();
    const controls = (await this.parts.collections.controls.find().lean()).map(toControl);
    if (asked >= this.readAt) {
      this.known = limitsOf(controls, this.parts.rules);
      this.readAt = asked;
    }
    return controls;
  }

  /** The first change of a type may meet the same of another process; the second finds what that one made. */
  private async writeOnce(change: TypeControlChange): Promise<TypeControl> {
    try {
      return await this.write(change);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.write(change);
    }
  }

  private async write({ type, paused, concurrency, at, by }: TypeControlChange): Promise<TypeControl> {
    const record = await this.parts.collections.controls
      .findOneAndUpdate(
        { _id: type },
        {
          $set: {
            changedAt: at,
            changedBy: by,
            ...(paused !== undefined && { paused }),
            ...(concurrency && { concurrency }),
          },
          ...(concurrency === null && { $unset: { concurrency: 1 } }),
          ...(paused === undefined && { $setOnInsert: { paused: false } }),
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return toControl(record);
  }
}

const toControl = ({ _id, paused, concurrency, changedAt, changedBy }: TypeControlRecord): TypeControl => ({
  type: _id,
  paused,
  ...(concurrency !== undefined && { concurrency }),
  changedAt,
  changedBy,
});
