import { aDatabase, mongoUri } from '@fasttrack/storage/testing/open-mongo-store';
import type { Connection, mongo } from 'mongoose';
import { createConnection } from 'mongoose';
import { connectionOptions } from '../connection-options';
import { migrate, migrationStates } from './migrate';
import { migrateDatabase } from './migrate-database';

describe('migrate', () => {
  const database = aDatabase();
  let connection: Connection;
  let db: mongo.Db;
  const now = (): Date => new Date(Date.UTC(2026, 0, 1));

  beforeEach(async () => {
    connection = await createConnection(mongoUri(), connectionOptions(database)).asPromise();
    db = connection.getClient().db(database);
  });
  afterEach(async () => {
    await db.dropDatabase();
    await connection.close();
  });

  const names = async (): Promise<string[]> => (await migrationStates(db)).map(({ name }) => name);

  it('does each migration once, though 20 processes start at once', async () => {
    const done = await Promise.all(Array.from({ length: 20 }, () => migrate(db, now)));
    expect(done.flat()).toEqual(await names());
    const indexes = await db.collection('jobs').indexes();
    expect(indexes.map(({ name }) => name)).toEqual(expect.arrayContaining(['claim', 'leases', 'by_status']));
  });

  it('changes nothing when it is done again', async () => {
    await migrate(db, now);
    const before = await db.collection('jobs').indexes();
    await expect(migrate(db, now)).resolves.toEqual([]);
    await db.collection<{ _id: string }>('migrations').deleteMany({});
    await expect(migrate(db, now)).resolves.toEqual(await names());
    expect(await db.collection('jobs').indexes()).toEqual(before);
  });

  it('goes on after a process that ended in the middle', async () => {
    const until = new Date(now().getTime() - 1);
    await db.collection<{ _id: string }>('migrations').insertOne({ _id: 'lock', until } as never);
    await expect(migrate(db, now)).resolves.toEqual(await names());
  });

  it('tells what is pending without doing it', async () => {
    const target = { uri: mongoUri(), database };
    const before = await migrateDatabase(target, true);
    expect(before.states.every(({ at }) => at === null)).toBe(true);
    const after = await migrateDatabase(target, false);
    expect(after.done).toEqual(before.states.map(({ name }) => name));
    expect(after.states.every(({ at }) => at !== null)).toBe(true);
  });
});
