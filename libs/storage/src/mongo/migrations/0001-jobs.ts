import type { mongo } from 'mongoose';
import type { Migration } from './migration';

const NAMESPACE_EXISTS = 48;
/** Its alias `number` is not known everywhere. */
const NUMBER = ['int', 'long', 'double'];

/** Stops a hand-written update from making a job that the program cannot read. */
const VALIDATOR = {
  $jsonSchema: {
    bsonType: 'object',
    required: ['type', 'status', 'priority', 'claimOrder', 'attempt', 'attempts', 'maxAttempts', 'payload', 'dueAt'],
    properties: {
      _id: { bsonType: 'string' },
      type: { bsonType: 'string' },
      status: { enum: ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] },
      stage: { enum: ['ready', 'delayed'] },
      priority: { bsonType: NUMBER, minimum: 1, maximum: 5 },
      claimOrder: { bsonType: 'string' },
      attempt: { bsonType: NUMBER, minimum: 0 },
      attempts: { bsonType: NUMBER, minimum: 0 },
      maxAttempts: { bsonType: NUMBER, minimum: 1 },
      payload: { bsonType: 'string' },
      result: { bsonType: 'string' },
      head: { bsonType: 'array', maxItems: 10 },
      tail: { bsonType: 'array', maxItems: 90 },
    },
  },
};

const INDEXES: mongo.IndexDescription[] = [
  { name: 'claim', key: { claimOrder: 1 }, partialFilterExpression: { stage: 'ready' } },
  { name: 'claim_type', key: { type: 1, claimOrder: 1 }, partialFilterExpression: { stage: 'ready' } },
  { name: 'delayed', key: { dueAt: 1 }, partialFilterExpression: { stage: 'delayed' } },
  { name: 'leases', key: { leaseUntil: 1 }, partialFilterExpression: { status: 'PROCESSING' } },
  { name: 'expiring', key: { stage: 1, expiresAt: 1 }, partialFilterExpression: { canExpire: true } },
  { name: 'by_status', key: { status: 1, _id: 1 } },
  { name: 'by_type', key: { type: 1, _id: 1 } },
  { name: 'by_status_type', key: { status: 1, type: 1, _id: 1 } },
];

/** The collection of jobs, its rules and its indexes. */
export const jobs: Migration = {
  name: '0001-jobs',
  async up(db) {
    await db.createCollection('jobs').catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
    });
    await db.command({ collMod: 'jobs', validator: VALIDATOR });
    await db.collection('jobs').createIndexes(INDEXES);
    await db.collection('turns').createIndexes([{ name: 'by_turn', key: { turn: 1 } }]);
  },
};
