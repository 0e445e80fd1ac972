import type { Migration } from './migration';

/** The collection of keys; the server removes those that have expired. */
export const idempotency: Migration = {
  name: '0002-idempotency',
  async up(db) {
    await db
      .collection('idempotency_keys')
      .createIndexes([{ name: 'expired', key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
  },
};
