import { TOTAL_COUNT_CAP } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import type { JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { toExcerpt, toJob, WITHOUT_HEAVY } from './to-job';

/** Sorts behind every id: a page without a cursor is read from there, by the same index. */
const BEHIND_ALL = '~';
const CURSOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads jobs and figures. */
export class MongoReader {
  constructor(
    private readonly collections: Collections,
    private readonly counters: Counters,
  ) {}

  async find(id: string): Promise<Job | null> {
    const record = await this.collections.jobs.findById(id).lean();
    return record && toJob(record);
  }

  async list({ status, type, limit, cursor }: JobQuery): Promise<JobPage> {
    if (cursor !== undefined && !CURSOR.test(cursor)) throw new BadCursorError('The cursor is not one of this list');
    const which = { ...(status && { status }), ...(type !== undefined && { type }) };
    const counts = await this.counters.counts();
    const total = sum(
      counts.filter((one) => (!status || one.status === status) && (type === undefined || one.type === type)),
    );
    const page = this.collections.jobs
      .find({ ...which, _id: trusted({ $lt: cursor ?? BEHIND_ALL }) }, WITHOUT_HEAVY)
      .sort({ _id: -1 })
      .limit(limit + 1);
    const index = indexFor(which);
    if (index !== undefined && isFew(total, sum(counts), limit)) page.hint(index);
    const records = await page.lean();
    const last = records.length > limit ? records[limit - 1] : undefined;
    return {
      rows: records.slice(0, limit).map(toExcerpt),
      ...(last && { next: last._id }),
      total: Math.min(total, TOTAL_COUNT_CAP),
      isTotalCapped: total > TOTAL_COUNT_CAP,
    };
  }

  async oldestWaiting(): Promise<Date | null> {
    const record = await this.collections.jobs
      .findOne({ status: 'PENDING' }, { createdAt: 1 })
      .sort({ _id: 1 })
      .hint('by_status')
      .lean();
    return record?.createdAt ?? null;
  }
}

function indexFor({ status, type }: { readonly status?: string; readonly type?: string }): string | undefined {
  const fields = [status !== undefined && 'status', type !== undefined && 'type'].filter(Boolean);
  return fields.length > 0 ? `by_${fields.join('_')}` : undefined;
}

/**
 * Whether it is cheaper to sort all jobs of the filter than to go through all jobs by age until the page is full: a
 * server that does not read in the order of a compound index has only this choice.
 */
const isFew = (matching: number, all: number, limit: number): boolean => matching * matching <= limit * all;

const sum = (counts: readonly JobCount[]): number => counts.reduce((total, { count }) => total + count, 0);
