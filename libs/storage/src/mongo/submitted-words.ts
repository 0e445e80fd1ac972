import type { JobChange } from '@fasttrack/jobs/job-change';
import { errorWords } from '@fasttrack/jobs/job-words';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import type { JobRecord } from './records';

/** What a change sets beside what it says. */
export type WordFields = Partial<Pick<JobRecord, 'words'>>;

/** Words that jobs are found by, when their error changes: what was submitted stays. */
export class SubmittedWords {
  constructor(private readonly collections: Collections) {}

  /** By job; one read for all changes of a batch that touch an error, none when there is none. */
  async of(changes: readonly JobChange[]): Promise<(change: JobChange) => WordFields> {
    const ids = changes.filter(({ set }) => 'error' in set).map(({ id }) => id);
    if (ids.length === 0) return () => ({});
    const records = await this.collections.jobs
      .find({ _id: trusted({ $in: [...new Set(ids)] }) }, { words: 1, submittedWords: 1 })
      .lean<Pick<JobRecord, '_id' | 'words' | 'submittedWords'>[]>();
    const byId = new Map(records.map(({ _id, words, submittedWords }) => [_id, words?.slice(0, submittedWords)]));
    return ({ id, set }) => {
      const submitted = byId.get(id);
      return 'error' in set && submitted ? { words: [...submitted, ...errorWords(set.error, submitted)] } : {};
    };
  }
}
