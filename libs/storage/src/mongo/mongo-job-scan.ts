import { EXAMINED_MAX } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import type { JobScan } from '@fasttrack/jobs/job-scan.port';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { Counters } from './counters';
import type { Scope } from './list-scope';
import { Scopes } from './list-scope';
import type { MongoLink } from './mongo-link';
import { MongoWalks } from './mongo-walks';
import { toJob } from './to-job';

/** More jobs than any store has. */
const ALL = Number.MAX_SAFE_INTEGER;
const BY_ID = '_id_';
const BEFORE_ALL = ' ';
const BEHIND_ALL = '~';

/** How a count is cut into reads, none of which takes long. */
interface Slices {
  /** So many jobs of an index are counted by one read. */
  readonly few: number;
  /** More are counted among so many of all jobs at a time. */
  readonly width: number;
}

/** Reads many jobs. */
export class MongoJobScan implements JobScan {
  private readonly scopes: Scopes;
  private readonly walks: MongoWalks;

  constructor(
    private readonly link: MongoLink,
    private readonly collections: Collections,
    counters: Counters,
    private readonly slices: Slices = { few: EXAMINED_MAX, width: 100_000 },
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

  async count(filter: JobFilter): Promise<number> {
    const scope = await this.link.use(() => this.scopes.of(filter));
    if (!scope) return 0;
    const { best, ids } = scope;
    if (best && best.size <= this.slices.few) return this.countIn(scope, ids, best.index);
    let total = 0;
    for (let { to } = ids; ;) {
      const from = await this.startOfSlice({ ...ids, ...(to !== undefined && { to }) });
      total += await this.countIn(scope, { ...ids, ...(to !== undefined && { to }), ...(from && { from }) }, BY_ID);
      if (from === undefined) return total;
      to = from;
    }
  }

  private countIn(scope: Scope, ids: Scope['ids'], index: string): Promise<number> {
    const walk = { ...scope, ids, by: '_id', order: 'desc', want: ALL, place: undefined, skip: 0 } as const;
    return this.link.use(() => this.walks.count(walk, ALL, index));
  }

  /** The first id of the last jobs, as many as a slice has; `undefined` when there are fewer. */
  private async startOfSlice({ from = BEFORE_ALL, to = BEHIND_ALL }: Scope['ids']): Promise<string | undefined> {
    const [first] = await this.link.use(() =>
      this.collections.uncast
        .find({ _id: { $gte: from, $lt: to } }, { projection: { _id: 1 }, hint: BY_ID })
        .sort({ _id: -1 })
        .skip(this.slices.width - 1)
        .limit(1)
        .toArray(),
    );
    return first?._id;
  }
}
