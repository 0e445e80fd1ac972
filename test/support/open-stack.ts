import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStorageModule } from '@fasttrack/storage/sqlite/sqlite-storage.module';
import type { Stack } from './stack';

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
