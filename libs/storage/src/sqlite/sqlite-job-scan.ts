import type { Job } from '@fasttrack/jobs/job';
import type { JobScan } from '@fasttrack/jobs/job-scan.port';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import type { CountSlice } from './job-counts';

/** The reads that a scan is made of. */
interface Reads {
  readonly find: (id: string) => Job | null;
  readonly count: (filter: JobFilter, behind: CountSlice['behind']) => Promise<CountSlice>;
  /** Answers a quick read as a promise, which rejects as that of a store does. */
  readonly now: <T>(query: () => T) => Promise<T>;
}

/** Reads many jobs beside the writer. */
export class SqliteJobScan implements JobScan {
  constructor(private readonly reads: Reads) {}

  findAll(ids: readonly string[]): Promise<readonly Job[]> {
    return this.reads.now(() => ids.flatMap((id) => this.reads.find(id) ?? []));
  }

  async count(filter: JobFilter): Promise<number> {
    let total = 0;
    let behind: CountSlice['behind'];
    do {
      const slice: CountSlice = await this.reads.count(filter, behind);
      total += slice.count;
      ({ behind } = slice);
    } while (behind);
    return total;
  }
}
