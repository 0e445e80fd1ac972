import { createConnection } from 'mongoose';
import { failWritesOnClosedSockets } from '../closed-sockets';
import { connectionOptions } from '../connection-options';
import { serverTime } from '../server-time';
import { StoreClock } from '../store-clock';
import type { MigrationState } from './migrate';
import { migrate, migrationStates } from './migrate';

/** A database as the configuration names it. */
export interface Target {
  readonly uri: string;
  readonly database: string;
}

/** Brings a database up to this build, or with `isStatusOnly` only looks. Answers every migration, and which were done now. */
export async function migrateDatabase(
  { uri, database }: Target,
  isStatusOnly: boolean,
): Promise<{ states: MigrationState[]; done: string[] }> {
  failWritesOnClosedSockets();
  const connection = createConnection(uri, connectionOptions(database));
  try {
    await connection.asPromise();
    const db = connection.getClient().db(database);
    const clock = await StoreClock.set({ serverTime: () => serverTime(connection) });
    const done = isStatusOnly ? [] : await migrate(db, () => clock.now());
    return { states: await migrationStates(db), done };
  } finally {
    await connection.close();
  }
}
