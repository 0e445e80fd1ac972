import type { CallbackEntry } from '@fasttrack/contracts';
import type { CallbackLog, CallbackQuery, CallbackShelf } from '@fasttrack/jobs/callbacks/callback-log.port';
import type { CallbackReader } from './callback-reader';
import type { WriteOp } from './writer-message';

/** By what the log is written and read. */
export interface CallbackAccess {
  readonly write: (op: WriteOp) => Promise<number>;
  readonly read: <T>(query: (reader: CallbackReader) => T) => Promise<T>;
  readonly storeId: string;
}

/** Keeps the callback log beside the jobs: its writes go into the batches of theirs. */
export class SqliteCallbackLog implements CallbackLog {
  constructor(private readonly access: CallbackAccess) {}

  async append(entries: readonly CallbackEntry[]): Promise<void> {
    await this.access.write({ kind: 'callbacks', call: { name: 'append', entries } });
  }

  list(query: CallbackQuery): Promise<readonly CallbackEntry[]> {
    return this.access.read((reader) => reader.list(query));
  }

  version(): Promise<string> {
    return this.access.read((reader) => `${this.access.storeId}.callbacks.${reader.changes()}`);
  }

  async trim(shelves: readonly CallbackShelf[]): Promise<void> {
    await this.access.write({ kind: 'callbacks', call: { name: 'trim', shelves } });
  }

  prune(before: Date): Promise<number> {
    return this.access.write({ kind: 'callbacks', call: { name: 'prune', before } });
  }
}
