import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from '@fasttrack/jobs/job';
import type { InsertOutcome } from '@fasttrack/jobs/job-store.port';
import { CREATED } from '@fasttrack/jobs/trend/trend-steps';
import { trusted } from 'mongoose';
import { newChangeId } from './change-id';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { CreatedSkew } from './created-skew';
import type { JobRecord } from './records';
import { DUPLICATE_KEY } from './duplicate-key';
import { refusalsOf, settleBatch } from './settle-batch';
import { toRecord } from './to-record';
import type { Turns } from './turns';

/** Most records that one message carries. */
const CHUNK = 1000;

/** Stores new jobs. */
export class Inserts {
  private readonly skew: CreatedSkew;

  constructor(
    private readonly collections: Collections,
    private readonly turns: Turns,
    private readonly counters: Counters,
    private readonly clock: Clock,
  ) {
    this.skew = new CreatedSkew(collections);
  }

  /** Answers job by job. */
  async insert(jobs: readonly Job[]): Promise<readonly (InsertOutcome | StoreUnavailableError)[]> {
    await this.skew.note(jobs);
    const turns = await this.turns.give(jobs);
    const changeId = newChangeId();
    const now = this.clock.now();
    const records = jobs.map((job, index) => toRecord(job, { turn: turns[index] ?? 0, changeId, now }));
    const outcomes: (InsertOutcome | StoreUnavailableError)[] = [];
    for (let from = 0; from < records.length; from += CHUNK) {
      outcomes.push(
        ...(await settleBatch(records.slice(from, from + CHUNK), {
          write: (chunk) => this.write(chunk),
          lookUp: (chunk) => this.lookUp(chunk, changeId),
        })),
      );
    }
    const inserted = jobs.filter((_job, index) => outcomes[index] === 'inserted');
    const at = this.clock.now();
    this.counters.note(
      inserted.map(({ id, type, status, usage: used }) => ({ id, type, to: status, at, trend: CREATED, used })),
    );
    return outcomes;
  }

  private async write(records: readonly JobRecord[]): Promise<InsertOutcome[]> {
    try {
      await this.collections.jobs.insertMany([...records], { ordered: false, lean: true });
      return records.map(() => 'inserted');
    } catch (error) {
      const refusals = refusalsOf(error);
      if (refusals.length === 0 || refusals.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      const taken = new Set(refusals.map(({ index }) => index));
      return records.map((_record, index) => (taken.has(index) ? 'duplicate' : 'inserted'));
    }
  }

  private async lookUp(records: readonly JobRecord[], changeId: string): Promise<(InsertOutcome | undefined)[]> {
    const stored = await this.collections.jobs
      .find({ _id: trusted({ $in: records.map(({ _id }) => _id) }) }, { 'head.changeId': 1 })
      .lean<Pick<JobRecord, '_id' | 'head'>[]>();
    const makers = new Map(stored.map(({ _id, head }) => [_id, head[0]?.changeId]));
    return records.map(({ _id }) =>
      makers.has(_id) ? (makers.get(_id) === changeId ? 'inserted' : 'duplicate') : undefined,
    );
  }
}
