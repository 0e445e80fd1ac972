import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { applyChange } from '@fasttrack/jobs/job-change';
import type { Moment } from '@fasttrack/jobs/job-life';
import { expire, loseLease } from '@fasttrack/jobs/job-life';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { Sweep, SweptJob } from '@fasttrack/jobs/job-store.port';
import { stepOfChange } from '@fasttrack/jobs/trend/trend-steps';
import type Database = require('libsql');
import type { JobRecord } from './job-record';
import type { JobRows } from './job-rows';
import type { ReadyRows } from './ready-rows';
import { Removals } from './removals';
import type { Times } from './writer-message';

/** Ids of ready jobs that a sweep reports. */
const READY_SHOWN = 100;

/** Each names its index: left to itself, the planner reads every waiting job by its status and sorts them. */
const prepare = (db: Database.Database) => ({
  lost: db.prepare(
    'SELECT * FROM jobs INDEXED BY leases WHERE status = 1 AND lease_until <= ? ORDER BY lease_until LIMIT ?',
  ),
  expired: db.prepare(
    'SELECT * FROM jobs INDEXED BY expiring WHERE status = 0 AND expires_at IS NOT NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?',
  ),
  due: db.prepare(
    'UPDATE jobs SET ready = 1 WHERE n IN (SELECT n FROM jobs INDEXED BY waiting WHERE status = 0 AND ready = 0 AND due_at <= ? ORDER BY due_at LIMIT ?)',
  ),
});

/** Puts right what time changed. Every call belongs into a transaction. */
export class Sweeps {
  private readonly statements: ReturnType<typeof prepare>;
  private readonly removals: Removals;

  constructor(
    db: Database.Database,
    private readonly rows: JobRows,
    private readonly ready: ReadyRows,
    private readonly rules: TypeRules,
  ) {
    this.statements = prepare(db);
    this.removals = new Removals(db, rows, rules);
  }

  sweep(limit: number, times: Times): Sweep {
    const moment = { at: new Date(times.wall), by: 'sweeper' };
    const lost = this.statements.lost.all(times.lease, limit) as JobRecord[];
    const expired = this.statements.expired.all(times.wall, limit) as JobRecord[];
    const changed = [
      ...lost.map((record) => this.change(record, (job) => this.lose(job, moment), times)),
      ...expired.map((record) => this.change(record, (job) => expire(job, moment), times)),
    ];
    const due = this.statements.due.run(times.wall, limit).changes;
    if (due > 0) this.rows.hasChanged = true;
    this.rows.trend.prune(times.wall);
    const { removed, hasMore } = this.removals.remove(limit, moment.at);
    return {
      changed,
      removed,
      ready: this.ready.ids(READY_SHOWN),
      capped: this.ready.capped,
      hasMore: hasMore || [lost.length, expired.length, due].includes(limit),
    };
  }

  private lose(job: Job, moment: Moment): JobChange {
    return loseLease(job, moment.at, moment, this.rules.afterLossMs(job));
  }

  private change(record: JobRecord, changeFor: (job: Job) => JobChange, times: Times): SweptJob {
    const job = this.rows.toJob(record, times);
    const change = changeFor(job);
    this.rows.save(record, applyChange(job, change), times, 'result' in change.set);
    this.rows.trend.note(record.type, stepOfChange(change));
    return { id: record.id, type: job.type, event: change.event };
  }
}
