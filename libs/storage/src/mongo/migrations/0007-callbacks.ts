import type { Migration } from './migration';

/** The collection of callbacks that came in: listed by age, by verdict and by job. */
export const callbacks: Migration = {
  name: '0007-callbacks',
  async up(db) {
    await db.collection('callbacks').createIndexes([
      { name: 'by_verdict', key: { verdict: 1, _id: 1 } },
      // Of all entries: some servers take an index of a part for no list of jobs.
      { name: 'by_job', key: { jobId: 1, _id: 1 } },
    ]);
  },
};
