import type { Job } from '@fasttrack/jobs/job';
import type { JobCount, TrendQuery, TrendRow, TypeUsage } from '@fasttrack/jobs/job-figures.port';
import type { JobFilter, JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';
import type { TypeControl } from '@fasttrack/jobs/type-controls.port';
import Database = require('libsql');
import { CallbackReader } from './callback-reader';
import { ALL_CONTROLS, readControls } from './control-rows';
import type { CountSlice } from './job-counts';
import { JobCounts } from './job-counts';
import { JobLists } from './job-lists';
import type { JobRecord } from './job-record';
import { statusName, toExcerpt, toJob } from './job-record';
import { TrendReader } from './trend-reader';
import { TypeNames } from './type-names';
import { USAGE } from './usage-rows';

type Statement = Database.Statement;

/** Reads jobs and figures beside the writer; every call sees what was committed before it. */
export class SqliteReader {
  readonly callbacks: CallbackReader;
  private readonly db: Database.Database;
  private readonly byId: Statement;
  private readonly counters: Statement;
  private readonly oldest: Statement;
  private readonly usages: Statement;
  private readonly allControls: Statement;
  private readonly trends: TrendReader;
  private readonly types: TypeNames;
  private readonly lists: JobLists;
  private readonly exact: JobCounts;

  /** `offset`: how far the time of leases runs beside the wall clock now, in milliseconds. `examined`: jobs that a list may look at. */
  constructor(
    file: string,
    private readonly offset: () => number,
    examined?: number,
  ) {
    this.db = new Database(file);
    this.db.exec('PRAGMA query_only=ON');
    this.types = new TypeNames(this.db);
    this.lists = new JobLists(this.db, this.types, () => this.counts(), examined);
    this.exact = new JobCounts(this.db, this.types, () => this.counts());
    this.byId = this.db.prepare(
      'SELECT jobs.*, bodies.payload, bodies.result FROM jobs JOIN bodies USING(n) WHERE jobs.id = ?',
    );
    this.counters = this.db.prepare('SELECT status, type, count FROM counters WHERE count > 0');
    this.oldest = this.db.prepare(
      'SELECT due_at FROM jobs INDEXED BY waiting WHERE status = 0 AND ready = 1 ORDER BY due_at LIMIT 1',
    );
    this.usages = this.db.prepare(USAGE);
    this.trends = new TrendReader(this.db);
    this.allControls = this.db.prepare(ALL_CONTROLS);
    this.callbacks = new CallbackReader(this.db);
  }

  find(id: string): Job | null {
    const record = this.byId.get(id) as JobRecord | undefined;
    return record ? toJob(record, this.types.nameOf(record.type), this.offset()) : null;
  }

  /** Throws `BadCursorError`. All that it reads is as of one moment. */
  list(query: JobQuery): JobPage {
    return this.atOnce(() => {
      const { records, ...page } = this.lists.list(query);
      return {
        ...page,
        rows: records.map((record) => toExcerpt(record, this.types.nameOf(record.type), this.offset())),
      };
    });
  }

  /** One slice of an exact count, from where the last one ended. */
  countSlice(filter: JobFilter, behind: CountSlice['behind']): CountSlice {
    return this.atOnce(() => this.exact.slice(filter, behind));
  }

  counts(): JobCount[] {
    const rows = this.counters.all() as { status: number; type: number; count: number }[];
    return rows.map(({ status, type, count }) => ({
      status: statusName(status),
      type: this.types.nameOf(type),
      count,
    }));
  }

  usage(): TypeUsage[] {
    const rows = this.usages.all() as { type: number; input_tokens: number; output_tokens: number }[];
    return rows.map(({ type, input_tokens: inputTokens, output_tokens: outputTokens }) => ({
      type: this.types.nameOf(type),
      inputTokens,
      outputTokens,
    }));
  }

  trend(query: TrendQuery): TrendRow[] {
    return this.trends.read(query);
  }

  oldestWaiting(): Date | null {
    const row = this.oldest.get() as { due_at: number } | undefined;
    return row ? new Date(row.due_at) : null;
  }

  controls(): TypeControl[] {
    return readControls(this.allControls);
  }

  close(): void {
    this.db.close();
  }

  private atOnce<T>(reads: () => T): T {
    this.db.exec('BEGIN');
    try {
      return reads();
    } finally {
      this.db.exec('COMMIT');
    }
  }
}
