import type { Usage } from '@fasttrack/jobs/job';
import type Database = require('libsql');

/** The sums of all types that have any. */
export const USAGE = 'SELECT type, input_tokens, output_tokens FROM usage WHERE input_tokens > 0 OR output_tokens > 0';

/** What jobs that are removed had used, from their rows. */
export const USED_COLUMNS =
  "coalesce(details ->> '$.usage.inputTokens', 0) AS inputTokens, coalesce(details ->> '$.usage.outputTokens', 0) AS outputTokens";

/** What models used for the jobs that are kept, summed up by type. Every call belongs into a transaction. */
export class UsageRows {
  private readonly sum: Database.Statement;

  constructor(db: Database.Database) {
    this.sum = db.prepare(
      `INSERT INTO usage VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET
         input_tokens = input_tokens + excluded.input_tokens, output_tokens = output_tokens + excluded.output_tokens`,
    );
  }

  /** A job of this type used so much more. */
  add(type: number, { inputTokens = 0, outputTokens = 0 }: Usage = {}): void {
    if (inputTokens !== 0 || outputTokens !== 0) this.sum.run(type, inputTokens, outputTokens);
  }

  /** Jobs of this type, which had used so much, are gone. */
  forget(type: number, jobs: readonly Usage[]): void {
    const total = (part: 'inputTokens' | 'outputTokens'): number =>
      jobs.reduce((sum, job) => sum - (job[part] ?? 0), 0);
    this.add(type, { inputTokens: total('inputTokens'), outputTokens: total('outputTokens') });
  }
}
