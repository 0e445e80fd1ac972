import type { CallbackEntry } from '@fasttrack/contracts';
import type { CallbackQuery } from '@fasttrack/jobs/callbacks/callback-log.port';
import type Database = require('libsql');

/** Sorts behind every id. */
const BEHIND_ALL = '~';

const listOf = (source: string): string => `SELECT entry FROM callbacks ${source} AND id < ? ORDER BY id DESC LIMIT ?`;
const BY_VERDICT = 'INDEXED BY callbacks_by_verdict WHERE verdict = ?';
const BY_JOB = 'INDEXED BY callbacks_by_job WHERE job_id = ?';

/** The statement of each kind of list. */
export const CALLBACK_LISTS = {
  all: listOf('WHERE true'),
  byVerdict: listOf(BY_VERDICT),
  byJob: listOf(BY_JOB),
  byBoth: listOf(`${BY_JOB} AND verdict = ?`),
} as const;

const prepare = (db: Database.Database) => ({
  all: db.prepare(CALLBACK_LISTS.all),
  byVerdict: db.prepare(CALLBACK_LISTS.byVerdict),
  byJob: db.prepare(CALLBACK_LISTS.byJob),
  byBoth: db.prepare(CALLBACK_LISTS.byBoth),
  number: db.prepare("SELECT value FROM meta WHERE name = 'callbacks'"),
});

/** Reads the callback log. */
export class CallbackReader {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
  }

  list({ verdict, jobId, limit, olderThan = BEHIND_ALL }: CallbackQuery): CallbackEntry[] {
    const { all, byVerdict, byJob, byBoth } = this.statements;
    const ofJob = verdict === undefined ? byJob : byBoth;
    const list = jobId === undefined ? (verdict === undefined ? all : byVerdict) : ofJob;
    const conditions = [jobId, verdict].filter((value) => value !== undefined);
    const rows = list.all(...conditions, olderThan, limit) as { entry: string }[];
    return rows.map(({ entry }) => JSON.parse(entry) as CallbackEntry);
  }

  /** How many times the log has changed. */
  changes(): number {
    return Number((this.statements.number.get() as { value: string } | undefined)?.value ?? 0);
  }
}
