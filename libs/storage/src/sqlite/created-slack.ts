import type Database = require('libsql');

const NAME = 'created_slack';

const prepare = (db: Database.Database) => ({
  latest: db.prepare('SELECT max(created_at) AS at FROM jobs'),
  read: db.prepare('SELECT value FROM meta WHERE name = ?'),
  write: db.prepare('UPDATE meta SET value = ? WHERE name = ?'),
});

/**
 * By how many milliseconds a job was ever created before one that was stored earlier: the clock was set back. Jobs of a
 * span of time then stand among those of that span, made longer by as much at both ends.
 */
export class CreatedSlack {
  private readonly statements: ReturnType<typeof prepare>;
  private latest = 0;
  private slackMs = 0;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
    this.reload();
  }

  /** Reads again what is kept in memory: after a transaction was rolled back. */
  reload(): void {
    this.latest = (this.statements.latest.get() as { at: number | null }).at ?? 0;
    this.slackMs = Number((this.statements.read.get(NAME) as { value: string } | undefined)?.value ?? 0);
  }

  /** A job is stored. Belongs into its transaction. */
  note(createdAt: number): void {
    if (createdAt >= this.latest) this.latest = createdAt;
    else if (this.latest - createdAt > this.slackMs) {
      this.slackMs = this.latest - createdAt;
      this.statements.write.run(String(this.slackMs), NAME);
    }
  }
}

/** Finds the rows among which all jobs of a span of time stand. */
export class CreatedSpan {
  private readonly before: Database.Statement;
  private readonly after: Database.Statement;
  private readonly slack: Database.Statement;

  constructor(db: Database.Database) {
    this.before = db.prepare(
      'SELECT n FROM jobs INDEXED BY by_created WHERE created_at < ? ORDER BY created_at DESC, n DESC LIMIT 1',
    );
    this.after = db.prepare(
      'SELECT n FROM jobs INDEXED BY by_created WHERE created_at >= ? ORDER BY created_at, n LIMIT 1',
    );
    this.slack = db.prepare('SELECT value FROM meta WHERE name = ?');
  }

  /** Numbers of rows, both exclusive. */
  rowsOf(createdAfter: Date | undefined, createdBefore: Date | undefined): { above: number; below: number } {
    if (!createdAfter && !createdBefore) return { above: 0, below: Number.MAX_SAFE_INTEGER };
    const slackMs = Number((this.slack.get(NAME) as { value: string } | undefined)?.value ?? 0);
    const first = createdAfter && (this.before.get(createdAfter.getTime() - slackMs) as { n: number } | undefined);
    const last = createdBefore && (this.after.get(createdBefore.getTime() + slackMs) as { n: number } | undefined);
    return { above: first?.n ?? 0, below: last?.n ?? Number.MAX_SAFE_INTEGER };
  }
}
