import type { OnApplicationShutdown, Type } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStorageModule } from '@fasttrack/storage/sqlite/sqlite-storage.module';

/** What an application keeps its jobs in, of its own and empty. */
export interface Stack {
  /** Settings that lead an application there. */
  readonly env: NodeJS.ProcessEnv;
  /** The module that holds the store while the application runs. */
  readonly storage: Type<OnApplicationShutdown>;
  /** Removes everything; no application may use it any more. */
  remove(): Promise<void>;
}

/** The stack that this run of the tests is about: the configuration of Jest sets `TEST_STACK`. */
export const openStack = async (): Promise<Stack> =>
  process.env.TEST_STACK === 'scale-out' ? (await import('./scale-out-stack')).openScaleOut() : openEmbedded();

function openEmbedded(): Stack {
  const directory = mkdtempSync(join(tmpdir(), 'fasttrack-api-'));
  return {
    env: { DATA_DIR: directory },
    storage: SqliteStorageModule,
    remove: () => {
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    },
  };
}
