import type { Migration } from './migration';

/** The collection of operations: those that are open, and the old ones, are found without reading the others. */
export const operations: Migration = {
  name: '0006-operations',
  async up(db) {
    await db.collection('operations').createIndexes([
      { name: 'open', key: { isOpen: 1, _id: 1 }, partialFilterExpression: { isOpen: true } },
      { name: 'by_start', key: { startedAt: 1 } },
    ]);
  },
};
