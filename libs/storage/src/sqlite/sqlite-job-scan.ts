import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** Jobs are read whole for so long before others are served. */
const TURN_MS = 10;

/** Reads many jobs beside the writer. */
export class SqliteJobScan implements JobScan {
  constructor(private readonly reads: Reads) {}

  async findAll(ids: readonly string[]): Promise<readonly Job[]> {
    const jobs: Job[] = [];
    let turn = performance.now();
    for (const id of ids) {
      const job = await this.reads.now(() => this.reads.find(id));
      if (job) jobs.push(job);
      if (performance.now() - turn < TURN_MS) continue;
      await nextTurn();
      turn = performance.now();
    }
    return jobs;
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
