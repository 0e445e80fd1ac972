import type { Migration } from './migration';

const INDEX_NOT_FOUND = 27;

/** One index for what is due next and for what has been due longest, in place of one for the former alone. */
export const waiting: Migration = {
  name: '0009-waiting',
  async up(db) {
    await db
      .collection('jobs')
      .createIndexes([
        { name: 'waiting', key: { stage: 1, dueAt: 1 }, partialFilterExpression: { stage: { $exists: true } } },
      ]);
    await db
      .collection('jobs')
      .dropIndex('delayed')
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== INDEX_NOT_FOUND) throw error;
      });
  },
};
