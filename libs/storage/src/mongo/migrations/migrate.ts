import { setTimeout as delay } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { jobs } from './0001-jobs';
import { idempotency } from './0002-idempotency';
import { find } from './0003-find';
import { controls } from './0004-controls';
import { trend } from './0005-trend';
import { operations } from './0006-operations';
import { callbacks } from './0007-callbacks';
import { usage } from './0008-usage';
import { waiting } from './0009-waiting';
import type { Migration } from './migration';
import { isDuplicateKey } from '../duplicate-key';

const MIGRATIONS: readonly Migration[] = [
  jobs,
  idempotency,
  find,
  controls,
  trend,
  operations,
  callbacks,
  usage,
  waiting,
];
const LOCK = 'lock';
/** A process that ended in the middle holds the others up for as long. */
const LOCK_MS = 60_000;
const ASK_AGAIN_MS = 100;

interface MigrationRecord {
  readonly _id: string;
  readonly at?: Date;
  readonly until?: Date;
}

/** One migration and when it was done; `null`: not yet. */
export interface MigrationState {
  readonly name: string;
  readonly at: Date | null;
}

const recordsOf = (db: mongo.Db): mongo.Collection<MigrationRecord> => db.collection<MigrationRecord>('migrations');

/** Every migration that this build knows, in order. */
export async function migrationStates(db: mongo.Db): Promise<MigrationState[]> {
  const done = new Map((await recordsOf(db).find().toArray()).map(({ _id, at }) => [_id, at]));
  return MIGRATIONS.map(({ name }) => ({ name, at: done.get(name) ?? null }));
}

/**
 * Does what is not done yet and answers the names of what it did. Of processes that start at once one does it, and the
 * others wait for it. `now` is the time that all of them share.
 */
export async function migrate(db: mongo.Db, now: () => Date): Promise<string[]> {
  const did: string[] = [];
  while (await hasPending(db)) {
    if (await takeLock(db, now())) did.push(...(await doPending(db, now)));
    else await delay(ASK_AGAIN_MS);
  }
  return did;
}

async function hasPending(db: mongo.Db): Promise<boolean> {
  return (await migrationStates(db)).some(({ at }) => at === null);
}

async function doPending(db: mongo.Db, now: () => Date): Promise<string[]> {
  const did: string[] = [];
  try {
    const pending = (await migrationStates(db)).filter(({ at }) => at === null).map(({ name }) => name);
    for (const migration of MIGRATIONS.filter(({ name }) => pending.includes(name))) {
      const { name } = migration;
      await migration.up(db);
      await recordsOf(db).updateOne({ _id: name }, { $setOnInsert: { at: now() } }, { upsert: true });
      did.push(name);
    }
    return did;
  } finally {
    await recordsOf(db).deleteOne({ _id: LOCK });
  }
}

async function takeLock(db: mongo.Db, now: Date): Promise<boolean> {
  try {
    const until = new Date(now.getTime() + LOCK_MS);
    await recordsOf(db).updateOne({ _id: LOCK, until: { $lte: now } }, { $set: { until } }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
