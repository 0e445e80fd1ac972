import type { KeyName, KeyRecord } from '@fasttrack/jobs/idempotency-keys.port';
import type Database = require('libsql');

/** Rows that one new record removes at most: more than it adds, and too few to hold other writes up. */
const REMOVED_AT_ONCE = 10;

interface KeyRow {
  readonly fingerprint: string;
  readonly job_ids: string;
  readonly created_at: number;
  readonly expires_at: number;
}

const prepare = (db: Database.Database) => ({
  keep: db.prepare(
    `INSERT INTO idempotency_keys(scope, key, fingerprint, job_ids, created_at, expires_at) VALUES(?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, job_ids = excluded.job_ids,
         created_at = excluded.created_at, expires_at = excluded.expires_at WHERE expires_at <= excluded.created_at`,
  ),
  find: db.prepare(
    'SELECT fingerprint, job_ids, created_at, expires_at FROM idempotency_keys WHERE scope = ? AND key = ? AND expires_at > ?',
  ),
  removeOld: db.prepare(
    `DELETE FROM idempotency_keys WHERE (scope, key) IN (SELECT scope, key FROM idempotency_keys INDEXED BY expired_keys
       WHERE expires_at <= ? ORDER BY expires_at LIMIT ${REMOVED_AT_ONCE})`,
  ),
});

/** The rows of the keys. Every call belongs into a transaction. */
export class KeyRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
  }

  /** Keeps the record unless one stands for its key; gives the one that stands. Some old ones go. */
  keep(record: KeyRecord): KeyRecord {
    const { scope, key, fingerprint, jobIds, createdAt, expiresAt } = record;
    const [made, expires] = [createdAt.getTime(), expiresAt.getTime()];
    this.statements.keep.run(scope, key, fingerprint, JSON.stringify(jobIds), made, expires);
    this.statements.removeOld.run(made);
    return this.find(record, createdAt) ?? record;
  }

  find({ scope, key }: KeyName, now: Date): KeyRecord | null {
    const row = this.statements.find.get(scope, key, now.getTime()) as KeyRow | undefined;
    if (!row) return null;
    return {
      ...{ scope, key, fingerprint: row.fingerprint },
      jobIds: JSON.parse(row.job_ids) as KeyRecord['jobIds'],
      createdAt: new Date(row.created_at),
      expiresAt: new Date(row.expires_at),
    };
  }
}
