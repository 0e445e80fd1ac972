import type { Migration } from './migration';

/** The index by which what models used is counted anew; the figures themselves come with the next count. */
export const usage: Migration = {
  name: '0008-usage',
  async up(db) {
    await db.collection('jobs').createIndexes([
      {
        name: 'by_usage',
        key: { type: 1, 'usage.inputTokens': 1, 'usage.outputTokens': 1 },
        partialFilterExpression: { usage: { $exists: true } },
      },
    ]);
  },
};
