import { closeSync, constants, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import Database = require('libsql');

/** SQLite's number for `synchronous=FULL`: each commit waits for the disk. */
const FULL = 2;
/** Marks a file as ours ("FTRK"); `file` and SQLite's own tools show it. */
const APPLICATION_ID = 0x4654524b;
const MIGRATIONS = join(__dirname, 'migrations');

/** The file that holds the jobs. */
export const databaseFile = (directory: string): string => join(directory, 'fasttrack.db');

export interface OpenDatabases {
  readonly db: Database.Database;
  /** Held in an exclusive transaction for as long as the process lives. */
  readonly lock: Database.Database;
}

/** Opens the store for its only writer. Throws `StartError` when it is in use, unreadable or no database of ours. */
export function openDatabases(directory: string): OpenDatabases {
  const file = databaseFile(directory);
  makePrivate(directory, [file, join(directory, 'lock.db')]);
  const lock = takeLock(directory);
  try {
    const db = new Database(file);
    refuseForeign(db);
    db.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=4000;',
    );
    const [{ synchronous } = { synchronous: -1 }] = db.prepare('PRAGMA synchronous').all() as { synchronous: number }[];
    if (synchronous !== FULL)
      throw new StartError(`${file} cannot be written durably: synchronous is ${synchronous}, not FULL`);
    migrate(db, file);
    return { db, lock };
  } catch (error) {
    lock.close();
    if (error instanceof StartError) throw error;
    throw unusable(file, error);
  }
}

/** What an operator is told about a file that is no job store of this build. */
export const unusable = (file: string, cause: unknown): StartError =>
  new StartError(
    `${file} cannot be used as a job store (${cause instanceof Error ? cause.message : String(cause)}). ` +
      'It was left as it is: restore a backup, or set DATA_DIR',
    { cause },
  );

/** Throws unless the file is empty or carries our mark: another program's database is not touched. */
function refuseForeign(db: Database.Database): void {
  const [{ application_id: mark } = { application_id: 0 }] = db.prepare('PRAGMA application_id').all() as {
    application_id: number;
  }[];
  const [{ tables } = { tables: 0 }] = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').all() as {
    tables: number;
  }[];
  if (mark !== APPLICATION_ID && (mark !== 0 || tables > 0)) throw new Error('it belongs to another program');
}

/** Files are created for their owner only, before SQLite opens them. */
function makePrivate(directory: string, files: readonly string[]): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const file of files) closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600));
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${directory} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function takeLock(directory: string): Database.Database {
  const lock = new Database(join(directory, 'lock.db'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw unusable(join(directory, 'lock.db'), error);
    throw new StartError(`DATA_DIR ${directory} is already in use by another Fast Track process`);
  }
}

function migrate(db: Database.Database, file: string): void {
  const names = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const [{ user_version: version } = { user_version: 0 }] = db.prepare('PRAGMA user_version').all() as {
    user_version: number;
  }[];
  if (version > names.length)
    throw new StartError(
      `${file} was written by a newer Fast Track (schema ${version}; this build knows ${names.length})`,
    );
  names.slice(version).forEach((name, index) => {
    db.exec(
      `BEGIN IMMEDIATE; ${readFileSync(join(MIGRATIONS, name), 'utf8')} PRAGMA user_version=${version + index + 1}; PRAGMA application_id=${APPLICATION_ID}; COMMIT;`,
    );
  });
}
