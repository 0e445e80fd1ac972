import type { JobError, JsonObject } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import type Database = require('libsql');

const NAME = 'without_words';
const BATCH = 1000;

/** Writes the words of the job in a row. */
type AddWords = (n: number, job: Pick<Job, 'type' | 'payload' | 'error'>) => void;

interface Row {
  readonly n: number;
  readonly type: string;
  readonly details: string;
  readonly payload: string;
}

/**
 * Gives words to jobs that were stored before jobs had any, newest first, a batch a transaction: a start that is cut
 * short goes on where it was.
 */
export function addMissingWords(db: Database.Database, addWords: AddWords): void {
  const highest = db.prepare('SELECT value FROM meta WHERE name = ?');
  const jobs = db.prepare(
    `SELECT n, types.name AS type, details, payload FROM jobs JOIN types USING(type) JOIN bodies USING(n)
     WHERE n <= ? ORDER BY n DESC LIMIT ${BATCH}`,
  );
  const done = db.prepare('UPDATE meta SET value = ? WHERE name = ?');
  for (;;) {
    const from = Number((highest.get(NAME) as { value: string } | undefined)?.value ?? 0);
    if (from === 0) return;
    const rows = jobs.all(from) as Row[];
    db.exec('BEGIN IMMEDIATE');
    for (const { n, type, details, payload } of rows) {
      const { error } = JSON.parse(details) as { error?: JobError };
      addWords(n, { type, payload: JSON.parse(payload) as JsonObject, ...(error && { error }) });
    }
    done.run(String(rows.length < BATCH ? 0 : (rows.at(-1)?.n ?? 1) - 1), NAME);
    db.exec('COMMIT');
  }
}
