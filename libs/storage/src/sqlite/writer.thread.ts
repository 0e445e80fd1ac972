import { parentPort, workerData } from 'node:worker_threads';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type Database = require('libsql');
import { databaseFile, openDatabases, unusable } from './open-database';
import { SqliteWriter } from './sqlite-writer';
import type { FromWriter, ToWriter, WriterStart } from './writer-message';

const say = (message: FromWriter): void => parentPort?.postMessage(message);
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function serve({ directory, settings }: WriterStart): void {
  const { db, lock } = openDatabases(directory);
  const writer = writerOf(db, directory, new TypeRules(settings));
  parentPort?.on('message', (message: ToWriter) => {
    if (message.kind === 'close') {
      // libsql leaves the log as it is; a stopped store shall be one file.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      lock.close();
      parentPort?.close();
      return;
    }
    const results = writer.run(message.ops, message.times);
    say({ kind: 'done', results, state: writer.state() });
  });
  say({ kind: 'opened', ...writer.identity(), state: writer.state() });
}

function writerOf(db: Database.Database, directory: string, rules: TypeRules): SqliteWriter {
  try {
    return new SqliteWriter(db, rules);
  } catch (error) {
    throw unusable(databaseFile(directory), error);
  }
}

try {
  serve(workerData as WriterStart);
} catch (error) {
  say({ kind: 'refused', message: textOf(error) });
}
