import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppConfig } from '../src/config/app-config';
import { ConfigError, loadConfig } from '../src/config/load-config';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fasttrack-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** The path of a new file that is gone when the case has ended. */
export function fileOf(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

/** The configuration with these types in `JOB_TYPES_FILE`. Throws `ConfigError`. */
export const load = (env: NodeJS.ProcessEnv, types: object = {}): AppConfig =>
  loadConfig({ JOB_TYPES_FILE: fileOf('types.json', JSON.stringify(types)), ...env });

/** What keeps such a configuration from being taken; empty: nothing. */
export function faultsOf(env: NodeJS.ProcessEnv, types?: object): readonly string[] {
  try {
    load(env, types);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}
