import type { Job } from '@fasttrack/jobs/job';
import type { JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { MongoLists } from './mongo-lists';
import { toExcerpt, toJob } from './to-job';

/** Reads jobs and figures. */
export class MongoReader {
  private readonly lists: MongoLists;

  /** `examined`: jobs that a list may look at. */
  constructor(
    private readonly collections: Collections,
    counters: Counters,
    examined?: number,
  ) {
    this.lists = new MongoLists(collections, counters, examined);
  }

  async find(id: string): Promise<Job | null> {
    const record = await this.collections.jobs.findById(id).lean();
    return record && toJob(record);
  }

  /** Rejects with `BadCursorError`. */
  async list(query: JobQuery): Promise<JobPage> {
    const { records, ...page } = await this.lists.list(query);
    return { ...page, rows: records.map(toExcerpt) };
  }

  async oldestWaiting(): Promise<Date | null> {
    const record = await this.collections.jobs
      .findOne({ stage: 'ready' }, { dueAt: 1 })
      .sort({ dueAt: 1 })
      .hint('waiting')
      .lean();
    return record?.dueAt ?? null;
  }
}
