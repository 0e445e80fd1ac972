import type { CallbackEntry } from '@fasttrack/contracts';
import { firstCallbackIdAt } from '@fasttrack/jobs/callbacks/callback-id';
import type { CallbackShelf } from '@fasttrack/jobs/callbacks/callback-log.port';
import { CALLBACKS_REMOVED_AT_ONCE } from '@fasttrack/jobs/callbacks/callback-log.port';
import type Database = require('libsql');

/** One call about the log that writes. */
export type CallbackCall =
  | { readonly name: 'append'; readonly entries: readonly CallbackEntry[] }
  | { readonly name: 'trim'; readonly shelves: readonly CallbackShelf[] }
  | { readonly name: 'prune'; readonly before: Date };

const OF_VERDICT = 'FROM callbacks INDEXED BY callbacks_by_verdict WHERE verdict = ?';
const OF_JOB = 'FROM callbacks INDEXED BY callbacks_by_job WHERE job_id = ? AND verdict = ?';
const nthOf = (shelf: string): string => `SELECT id ${shelf} ORDER BY id DESC LIMIT 1 OFFSET ?`;
const removeOf = (shelf: string): string =>
  `DELETE FROM callbacks WHERE id IN (SELECT id ${shelf} AND id <= ? ORDER BY id LIMIT ?)`;

const prepare = (db: Database.Database) => ({
  insert: db.prepare('INSERT OR IGNORE INTO callbacks(id, verdict, job_id, entry) VALUES(?, ?, ?, ?)'),
  nthOfVerdict: db.prepare(nthOf(OF_VERDICT)),
  nthOfJob: db.prepare(nthOf(OF_JOB)),
  removeOfVerdict: db.prepare(removeOf(OF_VERDICT)),
  removeOfJob: db.prepare(removeOf(OF_JOB)),
  removeOld: db.prepare(
    'DELETE FROM callbacks WHERE id IN (SELECT id FROM callbacks WHERE id < ? ORDER BY id LIMIT ?)',
  ),
  forget: db.prepare('DELETE FROM callbacks WHERE job_id = ?'),
  count: db.prepare(
    `INSERT INTO meta(name, value) VALUES('callbacks', '1')
       ON CONFLICT(name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  ),
});

/** The rows of the callback log. Every call belongs into a transaction. */
export class CallbackRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
  }

  /** Answers how many rows it wrote or removed. */
  carryOut(call: CallbackCall): number {
    switch (call.name) {
      case 'append':
        return this.counted(sum(call.entries, (entry) => this.insert(entry)));
      case 'trim':
        return this.counted(sum(call.shelves, (shelf) => this.trim(shelf)));
      case 'prune':
        return this.counted(
          this.statements.removeOld.run(firstCallbackIdAt(call.before), CALLBACKS_REMOVED_AT_ONCE).changes,
        );
    }
  }

  /** Removes what a job was called back, which is removed itself. */
  forgetJob(jobId: string): void {
    this.counted(this.statements.forget.run(jobId).changes);
  }

  private insert(entry: CallbackEntry): number {
    const { id, verdict, jobId = null } = entry;
    return this.statements.insert.run(id, verdict, jobId, JSON.stringify(entry)).changes;
  }

  private trim({ verdict, jobId, keep }: CallbackShelf): number {
    const { nthOfJob, nthOfVerdict, removeOfJob, removeOfVerdict } = this.statements;
    const shelf = jobId === undefined ? [verdict] : [jobId, verdict];
    const [nth, remove] = jobId === undefined ? [nthOfVerdict, removeOfVerdict] : [nthOfJob, removeOfJob];
    const newest = nth.get(...shelf, keep) as { id: string } | undefined;
    return newest ? remove.run(...shelf, newest.id, CALLBACKS_REMOVED_AT_ONCE).changes : 0;
  }

  /** What a list answers has changed. */
  private counted(changes: number): number {
    if (changes > 0) this.statements.count.run();
    return changes;
  }
}

const sum = <Item>(items: readonly Item[], changesOf: (item: Item) => number): number =>
  items.reduce((changes, item) => changes + changesOf(item), 0);
