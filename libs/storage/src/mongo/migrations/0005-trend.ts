import type { Migration } from './migration';

/** The figures by time: what is shown no more is found by an index. */
export const trend: Migration = {
  name: '0005-trend',
  async up(db) {
    await db.collection('trend').createIndexes([{ name: 'by_kept_until', key: { keptUntil: 1 } }]);
  },
};
