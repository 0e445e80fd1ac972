import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job } from '@fasttrack/jobs/job';
import type { JobScan } from '@fasttrack/jobs/job-scan.port';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import type { SqliteReader } from './sqlite-reader';

/** Rows that are looked at before others are served. */
const SLICE = 1000;

/** Reads many jobs beside the writer. */
export class SqliteJobScan implements JobScan {
  constructor(
    private readonly reader: () => SqliteReader,
    private readonly read: <T>(query: () => T) => Promise<T>,
  ) {}

  findAll(ids: readonly string[]): Promise<readonly Job[]> {
    return this.read(() => ids.flatMap((id) => this.reader().find(id) ?? []));
  }

  async count(filter: JobFilter): Promise<number> {
    let count = 0;
    let cursor: string | undefined;
    do {
      const page = await this.read(() =>
        this.reader().list({ ...filter, limit: SLICE, ...(cursor !== undefined && { cursor }) }),
      );
      count += page.rows.length;
      cursor = page.next;
      await nextTurn();
    } while (cursor !== undefined);
    return count;
  }
}
