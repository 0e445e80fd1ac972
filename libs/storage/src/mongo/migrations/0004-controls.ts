import type { Migration } from './migration';

/** The index by which jobs are found that need not be kept any longer. */
export const controls: Migration = {
  name: '0004-controls',
  async up(db) {
    await db.collection('jobs').createIndexes([
      {
        name: 'ended',
        key: { type: 1, status: 1, completedAt: 1 },
        partialFilterExpression: { completedAt: { $exists: true } },
      },
    ]);
  },
};
