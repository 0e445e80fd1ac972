import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { Usage } from '@fasttrack/jobs/job';
import type { RemovedJobs } from '@fasttrack/jobs/job-store.port';
import type Database = require('libsql');
import type { RemovableJobs } from '../retention-walk';
import { REMOVED_AT_ONCE, RetentionWalk } from '../retention-walk';
import { CallbackRows } from './callback-rows';
import { statusName, statusNumber } from './job-record';
import type { JobRows } from './job-rows';
import { USED_COLUMNS } from './usage-rows';

const prepare = (db: Database.Database) => ({
  groups: db.prepare('SELECT type, status FROM counters WHERE status >= 2 AND count > 0'),
  ended: db.prepare(
    `SELECT n, id, ${USED_COLUMNS} FROM jobs INDEXED BY ended WHERE type = ? AND status = ? AND status >= 2 AND completed_at IS NOT NULL
       AND completed_at <= ? ORDER BY completed_at LIMIT ?`,
  ),
  job: db.prepare('DELETE FROM jobs WHERE n = ?'),
  body: db.prepare('DELETE FROM bodies WHERE n = ?'),
});

/** Removes jobs that ended as long ago as they had to be kept. Every call belongs into a transaction. */
export class Removals {
  private readonly statements: ReturnType<typeof prepare>;
  private readonly walk: RetentionWalk;
  private readonly callbacks: CallbackRows;

  constructor(
    db: Database.Database,
    private readonly rows: JobRows,
    rules: TypeRules,
  ) {
    this.statements = prepare(db);
    this.callbacks = new CallbackRows(db);
    this.walk = new RetentionWalk(rules);
  }

  /** Removes at most `limit` jobs, and says whether it stopped there. */
  remove(limit: number, now: Date): { readonly removed: readonly RemovedJobs[]; readonly hasMore: boolean } {
    const removed: RemovedJobs[] = [];
    if (!this.walk.isDue(now)) return { removed, hasMore: false };
    let left = Math.min(limit, REMOVED_AT_ONCE);
    for (const place of this.places(now)) {
      const count = this.removeAt(place, left);
      if (count > 0) removed.push({ type: place.type, status: place.status, count });
      left -= count;
      if (left > 0) continue;
      this.walk.stopAt(place);
      return { removed, hasMore: true };
    }
    this.walk.finish(now);
    return { removed, hasMore: false };
  }

  private places(now: Date): RemovableJobs[] {
    const groups = this.statements.groups.all() as { type: number; status: number }[];
    const counts = groups.map(({ type, status }) => ({ type: this.rows.typeName(type), status: statusName(status) }));
    return this.walk.places(counts, now);
  }

  private removeAt({ type: name, status: ended, endedBy }: RemovableJobs, limit: number): number {
    const [type, status] = [this.rows.typeNumber(name), statusNumber(ended)];
    const places = this.statements.ended.all(type, status, endedBy.getTime(), limit) as ({
      n: number;
      id: string;
    } & Usage)[];
    for (const { n, id } of places) {
      this.callbacks.forgetJob(id);
      this.statements.body.run(n);
      this.statements.job.run(n);
    }
    if (type === undefined || places.length === 0) return 0;
    this.rows.forget(status, type, places.length);
    this.rows.usage.forget(type, places);
    return places.length;
  }
}
