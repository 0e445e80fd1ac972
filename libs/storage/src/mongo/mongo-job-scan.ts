import type { Job } from '@fasttrack/jobs/job';
import type { JobScan } from '@fasttrack/jobs/job-scan.port';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { MongoLink } from './mongo-link';
import type { MongoReader } from './mongo-reader';
import { toJob } from './to-job';

const SLICE = 1000;

/** Reads many jobs. */
export class MongoJobScan implements JobScan {
  constructor(
    private readonly link: MongoLink,
    private readonly collections: Collections,
    private readonly reader: MongoReader,
  ) {}

  findAll(ids: readonly string[]): Promise<readonly Job[]> {
    return this.link.use(async () => {
      const records = await this.collections.jobs.find({ _id: trusted({ $in: [...ids] }) }).lean();
      const jobs = new Map(records.map((record) => [record._id, toJob(record)]));
      return ids.flatMap((id) => jobs.get(id) ?? []);
    });
  }

  async count(filter: JobFilter): Promise<number> {
    let count = 0;
    let cursor: string | undefined;
    do {
      const page = await this.link.use(() =>
        this.reader.list({ ...filter, limit: SLICE, ...(cursor !== undefined && { cursor }) }),
      );
      count += page.rows.length;
      cursor = page.next;
    } while (cursor !== undefined);
    return count;
  }
}
