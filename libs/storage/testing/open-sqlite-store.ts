import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { TypeControls } from '@fasttrack/jobs/type-controls.port';
import { SqliteJobStore } from '../src/sqlite/sqlite-job-store';

/** A SQLite store in a directory of its own, run by a clock that a test moves. */
export interface OpenSqliteStore {
  readonly store: SqliteJobStore;
  readonly figures: SqliteJobStore;
  readonly controls: TypeControls;
  readonly clock: ManualClock;
  readonly directory: string;
  /** Closes the store and opens the same jobs again. */
  reopen(): Promise<OpenSqliteStore>;
  /** Closes the store and removes its directory. */
  close(): Promise<void>;
}

/** An empty directory for one test. */
export const aDirectory = (): string => mkdtempSync(join(tmpdir(), 'fasttrack-'));

/** Opens a store; without a directory an empty one. Leases and due times run by `clock`. */
export async function openSqliteStore(
  directory = aDirectory(),
  clock = new ManualClock(),
  rules = TypeRules.NONE,
): Promise<OpenSqliteStore> {
  const store = await SqliteJobStore.open(directory, clock, { monotonicMs: () => clock.monotonicMs(), rules });
  return {
    ...{ store, figures: store, controls: store.controls, clock, directory },
    reopen: async () => {
      await store.close();
      return openSqliteStore(directory, clock, rules);
    },
    close: async () => {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}
