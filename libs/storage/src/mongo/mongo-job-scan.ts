import type { Job } from '@fasttrack/jobs/job';
import type { JobScan } from '@fasttrack/jobs/job-scan.port';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { Scopes } from './list-scope';
import type { MongoLink } from './mongo-link';
import { MongoWalks } from './mongo-walks';
import { toJob } from './to-job';

/** More jobs than any store has. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Reads many jobs. */
export class MongoJobScan implements JobScan {
  private readonly scopes: Scopes;
  private readonly walks: MongoWalks;

  constructor(
    private readonly link: MongoLink,
    private readonly collections: Collections,
    counters: Counters,
  ) {
    this.scopes = new Scopes(collections, counters);
    this.walks = new MongoWalks(collections);
  }

  findAll(ids: readonly string[]): Promise<readonly Job[]> {
    return this.link.use(async () => {
      const records = await this.collections.jobs.find({ _id: trusted({ $in: [...ids] }) }).lean();
      const jobs = new Map(records.map((record) => [record._id, toJob(record)]));
      return ids.flatMap((id) => jobs.get(id) ?? []);
    });
  }

  count(filter: JobFilter): Promise<number> {
    return this.link.use(async () => {
      const scope = await this.scopes.of(filter);
      if (!scope) return 0;
      const walk = { ...scope, by: '_id', order: 'desc', want: ALL, place: undefined, skip: 0 } as const;
      return this.walks.count(walk, ALL, scope.best?.index ?? '_id_');
    });
  }
}
