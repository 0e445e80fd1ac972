import type { Job } from '@fasttrack/jobs/job';
import { wordsOf } from '@fasttrack/jobs/job-words';
import type Database = require('libsql');
import { CreatedSlack } from './created-slack';
import { addMissingWords } from './word-backfill';

const prepare = (db: Database.Database) => ({
  words: db.prepare('INSERT OR REPLACE INTO words(rowid, text) VALUES(?, ?)'),
  tag: db.prepare('INSERT INTO tags VALUES(?, ?)'),
  payload: db.prepare('SELECT payload FROM bodies WHERE n = ?'),
});

/**
 * Writes what jobs are found by beside their own rows: words and tags. Who deletes a row of `jobs` need do nothing: the
 * trigger `forget_job` removes these too. Changes belong into a transaction.
 */
export class JobIndex {
  private readonly statements: ReturnType<typeof prepare>;
  private readonly slack: CreatedSlack;

  /** Not inside a transaction: jobs of an older build get their words now. */
  constructor(db: Database.Database) {
    this.statements = prepare(db);
    this.slack = new CreatedSlack(db);
    addMissingWords(db, (n, job) => {
      this.addWords(n, job);
    });
  }

  /** Reads again what is kept in memory: after a transaction was rolled back. */
  reload(): void {
    this.slack.reload();
  }

  /** A new job. */
  add(n: number, job: Job): void {
    this.slack.note(job.createdAt.getTime());
    for (const tag of new Set(job.tags)) this.statements.tag.run(tag, n);
    this.addWords(n, job);
  }

  /** The job's words, whole. Its payload must be there. */
  addWords(n: number, job: Pick<Job, 'type' | 'payload' | 'error'>): void {
    const { submitted, error } = wordsOf(job);
    this.statements.words.run(n, [...submitted, ...error].join(' '));
  }

  /** A job as it was and as it is; neither needs its payload. */
  update(n: number, before: Pick<Job, 'error'>, after: Pick<Job, 'type' | 'error'>): void {
    if (textOf(before) === textOf(after)) return;
    const { payload } = this.statements.payload.get(n) as { payload: string };
    this.addWords(n, { ...after, payload: JSON.parse(payload) as Job['payload'] });
  }
}

const textOf = ({ error }: Pick<Job, 'error'>): string => (error ? `${error.code} ${error.message}` : '');
