import type { Job } from '@fasttrack/jobs/job';
import { CREATED } from '@fasttrack/jobs/trend/trend-steps';
import type Database = require('libsql');
import { JobIndex } from './job-index';
import type { JobRecord } from './job-record';
import { errorOf, excerptOf, statusNumber, toColumns, toJob, withResult } from './job-record';
import { TrendRows } from './trend-rows';
import { UsageRows } from './usage-rows';
import type { Times } from './writer-message';

/** Every statement, prepared once. */
const prepare = (db: Database.Database) => ({
  insert: db.prepare(
    `INSERT INTO jobs(status, ready, due_at, attempt, attempts, lease_until, holder, handed_over, deadline, updated_at, started_at,
           completed_at, details, history, history_omitted, result_valid, id, type, priority, turn, max_attempts, expires_at, created_at,
           excerpt, key)
         VALUES(${Array(25).fill('?').join(',')}) ON CONFLICT(id) DO NOTHING`,
  ),
  body: db.prepare('INSERT INTO bodies(n, payload, result) VALUES(?, ?, ?)'),
  update: db.prepare(
    `UPDATE jobs SET status = ?, ready = ?, due_at = ?, attempt = ?, attempts = ?, lease_until = ?, holder = ?, handed_over = ?, deadline = ?,
           updated_at = ?, started_at = ?, completed_at = ?, details = ?, history = ?, history_omitted = ?,
           result_valid = ? WHERE n = ?`,
  ),
  result: db.prepare('UPDATE bodies SET result = ? WHERE n = ?'),
  excerpt: db.prepare('UPDATE jobs SET excerpt = ? WHERE n = ?'),
  count: db.prepare('INSERT INTO counters VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count'),
  byId: db.prepare('SELECT * FROM jobs WHERE id = ?'),
  addType: db.prepare('INSERT INTO types(name) VALUES(?)'),
  meta: db.prepare('SELECT value FROM meta WHERE name = ?'),
  setMeta: db.prepare('INSERT INTO meta VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'),
  lastTurn: db.prepare('SELECT turn FROM turns WHERE key = ?'),
  setTurn: db.prepare('INSERT INTO turns VALUES(?, ?) ON CONFLICT DO UPDATE SET turn = excluded.turn'),
  passTurns: db.prepare('DELETE FROM turns WHERE turn < ?'),
});

/** The rows of the jobs and the figures that must change with them. Every call belongs into a transaction. */
export class JobRows {
  readonly trend: TrendRows;
  readonly usage: UsageRows;
  private readonly index: JobIndex;
  private readonly statements: ReturnType<typeof prepare>;
  /** Whether a job was changed since this was last set to `false`. */
  hasChanged = false;
  private types = new Map<string, number>();
  private names = new Map<number, string>();
  private currentTurn = 0;

  constructor(private readonly db: Database.Database) {
    this.statements = prepare(db);
    this.trend = new TrendRows(db);
    this.usage = new UsageRows(db);
    this.index = new JobIndex(db);
    this.reload();
  }

  /** Reads again what is kept in memory: after a transaction was rolled back. */
  reload(): void {
    const rows = this.db.prepare('SELECT type, name FROM types').all() as { type: number; name: string }[];
    this.types = new Map(rows.map(({ type, name }) => [name, type]));
    this.names = new Map(rows.map(({ type, name }) => [type, name]));
    this.currentTurn = Number(this.meta('turn'));
    this.trend.forget();
    this.index.reload();
  }

  typeName(type: number): string {
    return this.names.get(type) ?? '';
  }

  /** Number of a type; `undefined` when no job ever had it. */
  typeNumber(name: string): number | undefined {
    return this.types.get(name);
  }

  /** Every type that a job ever had. */
  get typeNames(): readonly string[] {
    return [...this.types.keys()];
  }

  find(id: string): JobRecord | undefined {
    return this.statements.byId.get(id) as JobRecord | undefined;
  }

  /** `false`: the id is taken. */
  insert(job: Job, times: Times): boolean {
    const type = this.types.get(job.type) ?? this.addType(job.type);
    const { changes, lastInsertRowid } = this.statements.insert.run(
      ...toColumns(job, times),
      job.id,
      type,
      job.priority,
      this.turnFor(job),
      job.maxAttempts,
      job.expiresAt?.getTime() ?? null,
      job.createdAt.getTime(),
      excerptOf(job),
      job.key ?? null,
    );
    if (changes === 0) return false;
    this.hasChanged = true;
    this.statements.body.run(lastInsertRowid, JSON.stringify(job.payload), resultText(job));
    this.index.add(Number(lastInsertRowid), job);
    this.statements.count.run(statusNumber(job.status), type, 1);
    this.trend.note(type, CREATED);
    this.usage.add(type, job.usage);
    return true;
  }

  /** Writes the job over its record. `hasNewResult`: the result may differ. */
  save(record: JobRecord, job: Job, times: Times, hasNewResult: boolean): void {
    this.hasChanged = true;
    this.statements.update.run(...toColumns(job, times), record.n);
    if (hasNewResult) {
      this.statements.result.run(resultText(job), record.n);
      this.statements.excerpt.run(withResult(record.excerpt, job.result), record.n);
    }
    this.index.update(record.n, errorOf(record), job);
    const status = statusNumber(job.status);
    if (status === record.status) return;
    this.statements.count.run(record.status, record.type, -1);
    this.statements.count.run(status, record.type, 1);
  }

  /** Jobs of a status and type were removed. */
  forget(status: number, type: number, count: number): void {
    this.hasChanged = true;
    this.statements.count.run(status, type, -count);
  }

  /** The job of a record, without its body. */
  toJob(record: JobRecord, { wall, lease }: Times): Job {
    return toJob(record, this.typeName(record.type), lease - wall);
  }

  /** Value of a name in `meta`. */
  meta(name: string): string | undefined {
    return (this.statements.meta.get(name) as { value: string } | undefined)?.value;
  }

  setMeta(name: string, value: string): void {
    this.statements.setMeta.run(name, value);
  }

  /** Remembers the turn of a job that was handed out. */
  reachTurn(turn: number): void {
    if (turn <= this.currentTurn) return;
    this.currentTurn = turn;
    this.setMeta('turn', String(turn));
    this.statements.passTurns.run(turn);
  }

  private turnFor({ key }: Job): number {
    if (key === undefined) return this.currentTurn;
    const last = this.statements.lastTurn.get(key) as { turn: number } | undefined;
    const turn = last ? Math.max(this.currentTurn, last.turn + 1) : this.currentTurn;
    this.statements.setTurn.run(key, turn);
    return turn;
  }

  private addType(name: string): number {
    const type = Number(this.statements.addType.run(name).lastInsertRowid);
    this.types.set(name, type);
    this.names.set(type, name);
    return type;
  }
}

const resultText = ({ result }: Job): string | null => (result === undefined ? null : JSON.stringify(result));
/** Number of PROCESSING in the partial indexes of the schema. */
export const PROCESSING = statusNumber('PROCESSING');
