import { parentPort, workerData } from 'node:worker_threads';
import { openDatabases } from './open-database';
import { SqliteWriter } from './sqlite-writer';
import type { FromWriter, ToWriter } from './writer-message';

const say = (message: FromWriter): void => parentPort?.postMessage(message);
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function serve({ directory }: { readonly directory: string }): void {
  const { db, lock } = openDatabases(directory);
  const writer = new SqliteWriter(db);
  parentPort?.on('message', (message: ToWriter) => {
    if (message.kind === 'close') {
      // libsql leaves the log as it is; a stopped store shall be one file.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      lock.close();
      parentPort?.close();
      return;
    }
    try {
      say({ kind: 'committed', ...writer.run(message.ops, message.times) });
    } catch (error) {
      say({ kind: 'failed', message: textOf(error) });
    }
  });
  say({ kind: 'opened', ...writer.version() });
}

try {
  serve(workerData as { directory: string });
} catch (error) {
  say({ kind: 'refused', message: textOf(error) });
}
