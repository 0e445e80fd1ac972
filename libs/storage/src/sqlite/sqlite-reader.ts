import type { JobStatus } from '@fasttrack/contracts';
import { TOTAL_COUNT_CAP } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import type { JobCount, TrendQuery, TrendRow } from '@fasttrack/jobs/job-figures.port';
import type { JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import Database = require('libsql');
import type { JobRecord } from './job-record';
import { statusName, statusNumber, toExcerpt, toJob } from './job-record';
import { TrendReader } from './trend-reader';

type Statement = Database.Statement;
const ROW = `n, id, status, type, priority, due_at, attempt, attempts, max_attempts, lease_until, holder, handed_over, expires_at,
  created_at, updated_at, started_at, completed_at, details, excerpt`;

/** Reads jobs and figures beside the writer; every call sees what was committed before it. */
export class SqliteReader {
  private readonly db: Database.Database;
  private readonly byId: Statement;
  private readonly counters: Statement;
  private readonly oldest: Statement;
  private readonly trends: TrendReader;
  private readonly pages = new Map<string, Statement>();
  private readonly types = new Map<number, string>();

  /** `offset`: how far the time of leases runs beside the wall clock now, in milliseconds. */
  constructor(
    file: string,
    private readonly offset: () => number,
  ) {
    this.db = new Database(file);
    this.db.exec('PRAGMA query_only=ON');
    this.byId = this.db.prepare(
      'SELECT jobs.*, bodies.payload, bodies.result FROM jobs JOIN bodies USING(n) WHERE jobs.id = ?',
    );
    this.counters = this.db.prepare('SELECT status, type, count FROM counters WHERE count > 0');
    this.oldest = this.db.prepare(
      `SELECT created_at FROM jobs WHERE status = ${statusNumber('PENDING')} ORDER BY n LIMIT 1`,
    );
    this.trends = new TrendReader(this.db);
  }

  find(id: string): Job | null {
    const record = this.byId.get(id) as JobRecord | undefined;
    return record ? toJob(record, this.typeName(record.type), this.offset()) : null;
  }

  list({ status, type, limit, cursor }: JobQuery): JobPage {
    const total = this.total(status, type);
    const typeNumber = type === undefined ? undefined : this.typeNumber(type);
    const values = [status && statusNumber(status), typeNumber, cursor === undefined ? undefined : decode(cursor)];
    const given = values.filter((value) => value !== undefined);
    const records = this.page(status, type, cursor).all(...given, limit + 1) as JobRecord[];
    const rows = records.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((record) => toExcerpt(record, this.typeName(record.type), this.offset())),
      ...(records.length > limit && last && { next: String(last.n) }),
      total: Math.min(total, TOTAL_COUNT_CAP),
      isTotalCapped: total > TOTAL_COUNT_CAP,
    };
  }

  counts(): JobCount[] {
    const rows = this.counters.all() as { status: number; type: number; count: number }[];
    return rows.map(({ status, type, count }) => ({ status: statusName(status), type: this.typeName(type), count }));
  }

  trend(query: TrendQuery): TrendRow[] {
    return this.trends.read(query);
  }

  oldestWaiting(): Date | null {
    const row = this.oldest.get() as { created_at: number } | undefined;
    return row ? new Date(row.created_at) : null;
  }

  close(): void {
    this.db.close();
  }

  private total(status: JobStatus | undefined, type: string | undefined): number {
    return this.counts()
      .filter((one) => (!status || one.status === status) && (type === undefined || one.type === type))
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** The statement for this kind of list; its text holds no value of the query. */
  private page(status: JobStatus | undefined, type: string | undefined, cursor: string | undefined): Statement {
    const wheres = [status && 'status = ?', type !== undefined && 'type = ?', cursor !== undefined && 'n < ?'].filter(
      Boolean,
    );
    const where = wheres.length > 0 ? `WHERE ${wheres.join(' AND ')}` : '';
    const known = this.pages.get(where);
    if (known) return known;
    const statement = this.db.prepare(`SELECT ${ROW} FROM jobs ${where} ORDER BY n DESC LIMIT ?`);
    this.pages.set(where, statement);
    return statement;
  }

  private typeName(type: number): string {
    if (!this.types.has(type)) this.loadTypes();
    return this.types.get(type) ?? '';
  }

  private typeNumber(name: string): number {
    const find = (): number | undefined => [...this.types].find(([, known]) => known === name)?.[0];
    if (find() === undefined) this.loadTypes();
    return find() ?? -1;
  }

  private loadTypes(): void {
    const rows = this.db.prepare('SELECT type, name FROM types').all() as { type: number; name: string }[];
    for (const { type, name } of rows) this.types.set(type, name);
  }
}

/** A cursor is the number of the last row that was seen. */
function decode(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw new BadCursorError('The cursor is not one of this list');
  return Number(cursor);
}
