import type { Job } from '@fasttrack/jobs/job';
import { Logger } from '@nestjs/common';
import { trusted } from 'mongoose';
import { newChangeId } from './change-id';
import type { Collections } from './collections';

/** The turn that other processes reached is read again after this long. */
const FRESH_MS = 200;
/** Batches that a key remembers, so that each finds what it was given. */
const GRANTS = 20;
const CURRENT = 'turn';

/**
 * Equal turns between keys: a job without a key gets the current turn, the highest handed out; one with a key the turn
 * after that key's last, at least the current one.
 */
export class Turns {
  private readonly logger = new Logger('Turns');
  private current = 0;
  private readAt = -Infinity;

  constructor(
    private readonly collections: Collections,
    private readonly monotonicMs: () => number,
  ) {}

  /** A turn for each of these new jobs, in order. */
  async give(jobs: readonly Job[]): Promise<number[]> {
    if (this.monotonicMs() - this.readAt > FRESH_MS) await this.refresh();
    const wanted = new Map<string, number>();
    for (const { key } of jobs) if (key !== undefined) wanted.set(key, (wanted.get(key) ?? 0) + 1);
    const next = wanted.size > 0 ? await this.reserve(wanted) : wanted;
    return jobs.map(({ key }) => {
      if (key === undefined) return this.current;
      const turn = next.get(key) ?? this.current;
      next.set(key, turn + 1);
      return turn;
    });
  }

  /** Remembers the turn of jobs that were handed out. Never rejects: a turn that is not written costs fairness, no job. */
  async reach(turn: number): Promise<void> {
    if (turn <= this.current) return;
    this.current = turn;
    try {
      await this.collections.meta.updateOne({ _id: CURRENT }, { $max: { number: turn } }, { upsert: true });
      await this.collections.turns.deleteMany({ turn: trusted({ $lt: turn }) });
    } catch (error) {
      this.logger.warn({ msg: 'turn not written', turn, err: error });
    }
  }

  /** Reads the turn that any process reached. */
  async refresh(): Promise<void> {
    const record = await this.collections.meta.findById(CURRENT).lean();
    this.current = Math.max(this.current, record?.number ?? 0);
    this.readAt = this.monotonicMs();
  }

  /** Takes as many turns for each key as it has jobs; answers each key's first. */
  private async reserve(wanted: ReadonlyMap<string, number>): Promise<Map<string, number>> {
    const batch = newChangeId();
    const keys = [...wanted.keys()].sort();
    const before = this.current - 1;
    const last = { $max: [{ $ifNull: ['$turn', before] }, before] };
    await this.collections.turns.bulkWrite(
      keys.map((key) => ({
        updateOne: {
          filter: { _id: key },
          update: [
            { $set: { turn: { $add: [last, wanted.get(key) ?? 0] } } },
            {
              $set: {
                grants: {
                  $slice: [{ $concatArrays: [{ $ifNull: ['$grants', []] }, [{ batch, last: '$turn' }]] }, -GRANTS],
                },
              },
            },
          ],
          upsert: true,
        },
      })),
      { ordered: false },
    );
    const records = await this.collections.turns.find({ _id: trusted({ $in: keys }) }).lean();
    return new Map(
      records.map(({ _id, turn, grants }) => {
        const given = grants.find((grant) => grant.batch === batch)?.last ?? turn;
        return [_id, given - (wanted.get(_id) ?? 1) + 1];
      }),
    );
  }
}
