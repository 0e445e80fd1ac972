import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new directory of this test run. */
export function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'fasttrack-faults-'));
  made.push(directory);
  return directory;
}

/** Removes all of them. */
export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}
