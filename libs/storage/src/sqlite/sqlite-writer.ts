import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { applyChange } from '@fasttrack/jobs/job-change';
import { expire, loseLease } from '@fasttrack/jobs/job-life';
import type { ApplyOutcome, Claim, Renewal, RenewOutcome, Sweep, SweptJob } from '@fasttrack/jobs/job-store.port';
import type Database = require('libsql');
import type { JobRecord } from './job-record';
import { statusName } from './job-record';
import { JobRows, PROCESSING } from './job-rows';
import type { Times, WriteOp, WriteOutcome } from './writer-message';

const READY_MAX = 100;
const ORDER = 'ORDER BY priority DESC, turn, n LIMIT ?';
const UNEXPIRED = '(expires_at IS NULL OR expires_at > ?)';

/** Carries out the store's writes, one transaction a batch. */
export class SqliteWriter {
  private readonly rows: JobRows;
  private readonly claimAny: Database.Statement;
  private readonly claimType: Database.Statement;
  private readonly lost: Database.Statement;
  private readonly expired: Database.Statement;
  private readonly due: Database.Statement;
  private readonly ready: Database.Statement;
  private readonly renewal: Database.Statement;
  private change: number;
  private hasChanged = false;

  constructor(private readonly db: Database.Database) {
    this.rows = new JobRows(db);
    this.claimAny = db.prepare(
      `SELECT * FROM jobs INDEXED BY claim WHERE status = 0 AND ready = 1 AND ${UNEXPIRED} ${ORDER}`,
    );
    this.claimType = db.prepare(
      `SELECT * FROM jobs INDEXED BY claim_type WHERE status = 0 AND ready = 1 AND type = ? AND ${UNEXPIRED} ${ORDER}`,
    );
    this.lost = db.prepare('SELECT * FROM jobs WHERE status = 1 AND lease_until <= ? ORDER BY lease_until LIMIT ?');
    this.expired = db.prepare(
      'SELECT * FROM jobs WHERE status = 0 AND expires_at IS NOT NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?',
    );
    this.due = db.prepare(
      'UPDATE jobs SET ready = 1 WHERE n IN (SELECT n FROM jobs WHERE status = 0 AND ready = 0 AND due_at <= ? ORDER BY due_at LIMIT ?)',
    );
    this.ready = db.prepare(`SELECT id FROM jobs INDEXED BY claim WHERE status = 0 AND ready = 1 ${ORDER}`);
    this.renewal = db.prepare('UPDATE jobs SET lease_until = ?, details = ? WHERE n = ?');
    this.change = Number(this.meta('change'));
  }

  /** Random name of this store, and how many batches changed it. */
  version(): { storeId: string; change: number } {
    return { storeId: this.meta('store'), change: this.change };
  }

  /** Returns when the batch is committed. Throws when it was rolled back: then nothing of it happened. */
  run(ops: readonly WriteOp[], times: Times): { outcomes: WriteOutcome[]; change: number } {
    this.hasChanged = false;
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const outcomes = ops.map((op) => this.carryOut(op, times));
      const change = this.change + Number(this.hasChanged);
      if (change > this.change) this.db.prepare("UPDATE meta SET value = ? WHERE name = 'change'").run(String(change));
      this.db.exec('COMMIT');
      this.change = change;
      return { outcomes, change };
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      this.rows.reload();
      throw error;
    }
  }

  private carryOut(op: WriteOp, times: Times): WriteOutcome {
    switch (op.kind) {
      case 'insert':
        return op.jobs.map((job) => (this.changed(this.rows.insert(job, times.wall)) ? 'inserted' : 'duplicate'));
      case 'apply':
        return op.changes.map((change) => this.apply(change, times));
      case 'claim':
        return this.claim(op.claim, op.limit, times);
      case 'renew':
        return op.renewals.map((renewal) => this.renew(renewal, times));
      case 'sweep':
        return this.sweep(op.limit, times);
    }
  }

  private apply(change: JobChange, times: Times): ApplyOutcome {
    const record = this.rows.find(change.id);
    if (!record || !isExpected(record, change)) return 'stale';
    this.changeRecord(record, change, times);
    return 'applied';
  }

  private changeRecord(record: JobRecord, change: JobChange, times: Times): void {
    this.rows.save(record, applyChange(this.rows.toJob(record), change), times.wall, 'result' in change.set);
    this.changed(true);
  }

  private claim({ holder, types, leaseMs }: Claim, limit: number, times: Times): Job[] {
    const numbers = types?.map((name) => this.rows.typeNumber(name)).filter((type) => type !== undefined);
    const records = numbers
      ? numbers
          .flatMap((type) => this.claimType.all(type, times.wall, limit) as JobRecord[])
          .sort(byClaimOrder)
          .slice(0, limit)
      : (this.claimAny.all(times.wall, limit) as JobRecord[]);
    return records.map((record) => this.handOut(record, holder, leaseMs, times));
  }

  private handOut(record: JobRecord, holder: string, leaseMs: number, times: Times): Job {
    const at = new Date(times.wall);
    const before = this.rows.toJob(record);
    const attempt = before.attempt + 1;
    const claimed: Job = {
      ...applyChange(before, {
        id: record.id,
        expected: before,
        set: {
          attempts: before.attempts + 1,
          lease: { holder, until: new Date(times.lease + leaseMs), handedOver: false },
        },
        event: { at, event: 'claimed', from: 'PENDING', to: 'PROCESSING', attempt, by: holder },
      }),
      attempt,
      startedAt: at,
    };
    this.rows.save(record, claimed, times.wall, false);
    this.rows.reachTurn(record.turn);
    this.changed(true);
    const { payload } = this.db.prepare('SELECT payload FROM bodies WHERE n = ?').get(record.n) as { payload: string };
    return { ...claimed, payload: JSON.parse(payload) as Job['payload'] };
  }

  private renew({ id, attempt, leaseMs, progress }: Renewal, times: Times): RenewOutcome {
    const record = this.rows.find(id);
    if (record?.status !== PROCESSING || record.attempt !== attempt) return 'lost';
    const until = record.handed_over === 1 ? record.lease_until : times.lease + leaseMs;
    const details = progress
      ? JSON.stringify({
          ...(JSON.parse(record.details) as object),
          progress: { ...progress, at: progress.at.getTime() },
        })
      : record.details;
    this.renewal.run(until, details, record.n);
    this.changed(progress !== undefined);
    return 'renewed';
  }

  private sweep(limit: number, times: Times): Sweep {
    const moment = { at: new Date(times.wall), by: 'sweeper' };
    const lost = this.lost.all(times.lease, limit) as JobRecord[];
    const expired = this.expired.all(times.wall, limit) as JobRecord[];
    const storeNow = new Date(times.lease);
    const changed = [
      ...lost.map((record) => this.sweepOne(record, loseLease(this.rows.toJob(record), storeNow, moment), times)),
      ...expired.map((record) => this.sweepOne(record, expire(this.rows.toJob(record), moment), times)),
    ];
    const due = this.due.run(times.wall, limit).changes;
    this.changed(due > 0);
    const ready = (this.ready.all(READY_MAX) as { id: string }[]).map(({ id }) => id);
    return { changed, ready, hasMore: [lost.length, expired.length, due].includes(limit) };
  }

  private sweepOne(record: JobRecord, change: JobChange, times: Times): SweptJob {
    this.changeRecord(record, change, times);
    return { id: record.id, type: this.rows.typeName(record.type), event: change.event };
  }

  private changed(has: boolean): boolean {
    this.hasChanged ||= has;
    return has;
  }

  private meta(name: string): string {
    return (this.db.prepare('SELECT value FROM meta WHERE name = ?').get(name) as { value: string }).value;
  }
}

function isExpected(record: JobRecord, { expected }: JobChange): boolean {
  if (statusName(record.status) !== expected.status || record.attempt !== expected.attempt) return false;
  return (
    !expected.leaseEndedBy || (record.lease_until !== null && record.lease_until <= expected.leaseEndedBy.getTime())
  );
}

const byClaimOrder = (a: JobRecord, b: JobRecord): number => b.priority - a.priority || a.turn - b.turn || a.n - b.n;
