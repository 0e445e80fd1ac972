import type { Job } from '@fasttrack/jobs/job';
import { applyChange } from '@fasttrack/jobs/job-change';
import { leaseFrom } from '@fasttrack/jobs/run-time';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { Claim, Renewal, RenewOutcome } from '@fasttrack/jobs/job-store.port';
import { stepOfClaim } from '@fasttrack/jobs/trend/trend-steps';
import type Database = require('libsql');
import type { JobRecord } from './job-record';
import type { JobRows } from './job-rows';
import { PROCESSING } from './job-rows';
import type { ReadyRows } from './ready-rows';
import type { Times } from './writer-message';

const prepare = (db: Database.Database) => ({
  payload: db.prepare('SELECT payload FROM bodies WHERE n = ?'),
  renew: db.prepare('UPDATE jobs SET lease_until = ?, details = ? WHERE n = ?'),
});

/** Hands jobs out and renews their leases. Every call belongs into a transaction. */
export class Claims {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(
    db: Database.Database,
    private readonly rows: JobRows,
    private readonly ready: ReadyRows,
    private readonly rules: TypeRules,
  ) {
    this.statements = prepare(db);
  }

  claim(claim: Claim, limit: number, times: Times): Job[] {
    return this.ready.first(claim.types, limit, times.wall).map((record) => this.handOut(record, claim, times));
  }

  renew({ id, attempt, leaseMs, progress }: Renewal, times: Times): RenewOutcome {
    const record = this.rows.find(id);
    if (record?.status !== PROCESSING || record.attempt !== attempt) return 'lost';
    const renewed = Math.min(times.lease + leaseMs, record.deadline ?? Infinity);
    const until = record.handed_over === 1 ? record.lease_until : renewed;
    const noted = progress && { progress: { ...progress, at: progress.at.getTime() } };
    const details = noted ? JSON.stringify({ ...(JSON.parse(record.details) as object), ...noted }) : record.details;
    this.statements.renew.run(until, details, record.n);
    if (progress) this.rows.hasChanged = true;
    return 'renewed';
  }

  private handOut(record: JobRecord, { holder, leaseMs }: Claim, times: Times): Job {
    const at = new Date(times.wall);
    const before = this.rows.toJob(record, times);
    const attempt = before.attempt + 1;
    const claimed: Job = {
      ...applyChange(before, {
        id: record.id,
        expected: before,
        set: {
          attempts: before.attempts + 1,
          lease: leaseFrom(at, { holder, leaseMs, timeoutMs: this.rules.timeoutMs(before.type) }),
        },
        event: { at, event: 'claimed', from: 'PENDING', to: 'PROCESSING', attempt, by: holder },
      }),
      attempt,
      startedAt: at,
    };
    this.rows.save(record, claimed, times, false);
    this.rows.trend.note(record.type, stepOfClaim(before, at));
    this.rows.reachTurn(record.turn);
    const { payload } = this.statements.payload.get(record.n) as { payload: string };
    return { ...claimed, payload: JSON.parse(payload) as Job['payload'] };
  }
}
