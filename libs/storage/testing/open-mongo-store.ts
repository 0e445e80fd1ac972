import { randomBytes } from 'node:crypto';
import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import { RedisChangeNumber } from '@fasttrack/queue/bull/redis-change-number';
import { OpenRedis } from '@fasttrack/queue/testing/open-redis';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { Connection } from 'mongoose';
import { createConnection } from 'mongoose';
import { Collections } from '../src/mongo/collections';
import { connect } from '../src/mongo/connect';
import { connectionOptions } from '../src/mongo/connection-options';
import { migrate } from '../src/mongo/migrations/migrate';
import { MongoJobStore } from '../src/mongo/mongo-job-store';
import type { MongoTypeControls } from '../src/mongo/mongo-type-controls';
import { MongoLink } from '../src/mongo/mongo-link';
import {
  CounterRecord,
  IdempotencyRecord,
  JobRecord,
  MetaRecord,
  MODELS,
  TrendRecord,
  TurnRecord,
} from '../src/mongo/records';
import { CallbackRecord } from '../src/mongo/callback-record';
import { OperationRecord } from '../src/mongo/operation-record';
import { TypeControlRecord } from '../src/mongo/type-control-record';
import { UsageRecord } from '../src/mongo/usage-record';
import { StoreClock } from '../src/mongo/store-clock';

/** A server's time that a test moves. Setting the clock of this machine leaves it as it is. */
export class ManualServerTime extends ManualClock {
  override jump(_ms: number): void {
    // The machine's clock is not asked.
  }
}

/** A MongoDB store in a database of its own, run by a clock that a test moves. */
export interface OpenMongoStore {
  readonly store: MongoJobStore;
  readonly figures: MongoJobStore;
  readonly controls: MongoTypeControls;
  readonly clock: ManualServerTime;
  readonly collections: Collections;
  readonly connection: Connection;
  /** Opens the same jobs once more, as another process does. */
  another(uri?: string): Promise<OpenMongoStore>;
  /** Closes the store and opens the same jobs again. */
  reopen(): Promise<OpenMongoStore>;
  /** Closes the store and removes its database. */
  close(): Promise<void>;
}

/** What one database has in all processes that use it. */
interface Shared {
  readonly database: string;
  readonly clock: ManualServerTime;
  readonly redis: OpenRedis;
  readonly rules: TypeRules;
  readonly changeNumber: RedisChangeNumber;
}

/** Address of the MongoDB server of the tests. */
export function mongoUri(): string {
  const uri = process.env.MONGODB_URI;
  if (!uri)
    throw new Error('MONGODB_URI is not set: these tests need a real server, ../shared/services/services has one');
  return uri;
}

/** A name that no other test has. */
export const aDatabase = (): string => `test_${randomBytes(8).toString('hex')}`;

/** Opens an empty store. */
export async function openMongoStore(uri = mongoUri(), rules = TypeRules.NONE): Promise<OpenMongoStore> {
  const database = aDatabase();
  const redis = await new OpenRedis(database).ready();
  return open(uri, {
    ...{ database, redis, rules, clock: new ManualServerTime() },
    changeNumber: new RedisChangeNumber(redis.connections),
  });
}

async function open(uri: string, shared: Shared): Promise<OpenMongoStore> {
  const { database, clock, redis, rules, changeNumber } = shared;
  const options = { ...connectionOptions(database), monitorCommands: true };
  const connection = await connect(createConnection(uri, options), uri, database);
  const collections = collectionsOf(connection);
  const storeClock = await StoreClock.set({
    serverTime: () => Promise.resolve(clock.now()),
    monotonicMs: () => clock.monotonicMs(),
  });
  await migrate(connection.db!, () => storeClock.now());
  const link = new MongoLink(connection);
  const store = await MongoJobStore.open({ link, collections, clock: storeClock, changeNumber, rules });
  const leave = async (): Promise<void> => {
    await store.close();
    await connection.close();
  };
  return {
    ...{ store, figures: store, controls: store.controls, clock, collections, connection },
    another: (elsewhere = uri) => open(elsewhere, shared),
    reopen: async () => {
      await leave();
      return open(uri, shared);
    },
    close: async () => {
      await store.close();
      await connection.dropDatabase();
      await connection.close();
      await redis.close();
    },
  };
}

/** The models of a store on a connection. */
function collectionsOf(connection: Connection): Collections {
  const model = <T>(record: new () => T) =>
    connection.model<T>(record.name, MODELS.find(({ name }) => name === record.name)?.schema as never);
  return new Collections(
    model(JobRecord),
    model(CounterRecord),
    model(TurnRecord),
    model(MetaRecord),
    model(IdempotencyRecord),
    model(TrendRecord),
    model(OperationRecord),
    model(TypeControlRecord),
    model(CallbackRecord),
    model(UsageRecord),
  );
}

/** Removes a database of the tests. */
export async function dropDatabase(database: string): Promise<void> {
  const connection = await createConnection(mongoUri(), connectionOptions(database)).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
