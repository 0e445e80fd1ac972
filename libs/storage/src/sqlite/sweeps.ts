import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { applyChange } from '@fasttrack/jobs/job-change';
import { expire, loseLease } from '@fasttrack/jobs/job-life';
import type { Sweep, SweptJob } from '@fasttrack/jobs/job-store.port';
import { stepOfChange } from '@fasttrack/jobs/trend/trend-steps';
import type Database = require('libsql');
import type { JobRecord } from './job-record';
import type { JobRows } from './job-rows';
import type { Times } from './writer-message';

/** Each names its index: left to itself, the planner reads every waiting job by its status and sorts them. */
const prepare = (db: Database.Database) => ({
  lost: db.prepare(
    'SELECT * FROM jobs INDEXED BY leases WHERE status = 1 AND lease_until <= ? ORDER BY lease_until LIMIT ?',
  ),
  expired: db.prepare(
    'SELECT * FROM jobs INDEXED BY expiring WHERE status = 0 AND expires_at IS NOT NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?',
  ),
  due: db.prepare(
    'UPDATE jobs SET ready = 1 WHERE n IN (SELECT n FROM jobs INDEXED BY delayed WHERE status = 0 AND ready = 0 AND due_at <= ? ORDER BY due_at LIMIT ?)',
  ),
  ready: db.prepare(
    'SELECT id FROM jobs INDEXED BY claim WHERE status = 0 AND ready = 1 ORDER BY priority DESC, turn, n LIMIT 100',
  ),
});

/** Puts right what time changed. Every call belongs into a transaction. */
export class Sweeps {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(
    db: Database.Database,
    private readonly rows: JobRows,
  ) {
    this.statements = prepare(db);
  }

  sweep(limit: number, times: Times): Sweep {
    const moment = { at: new Date(times.wall), by: 'sweeper' };
    const lost = this.statements.lost.all(times.lease, limit) as JobRecord[];
    const expired = this.statements.expired.all(times.wall, limit) as JobRecord[];
    const changed = [
      ...lost.map((record) => this.change(record, (job) => loseLease(job, moment.at, moment), times)),
      ...expired.map((record) => this.change(record, (job) => expire(job, moment), times)),
    ];
    const due = this.statements.due.run(times.wall, limit).changes;
    if (due > 0) this.rows.hasChanged = true;
    this.rows.trend.prune(times.wall);
    const ready = (this.statements.ready.all() as { id: string }[]).map(({ id }) => id);
    return { changed, ready, hasMore: [lost.length, expired.length, due].includes(limit) };
  }

  private change(record: JobRecord, changeFor: (job: Job) => JobChange, times: Times): SweptJob {
    const job = this.rows.toJob(record, times);
    const change = changeFor(job);
    this.rows.save(record, applyChange(job, change), times, 'result' in change.set);
    this.rows.trend.note(record.type, stepOfChange(change));
    return { id: record.id, type: job.type, event: change.event };
  }
}
