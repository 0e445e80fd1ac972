import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLUSHES = 200;

/** Environment under which each flush of a program takes `us` microseconds more. Needs a C compiler. */
export function slowDisk(us: number): Record<string, string> {
  const library = join(mkdtempSync(join(tmpdir(), 'fasttrack-bench-')), 'slow-disk.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(__dirname, 'slow-disk.c')]);
  return { LD_PRELOAD: library, FLUSH_US: String(us) };
}

/** Microseconds that a 4 KiB write and its flush take here. */
export function flushUs(): number {
  const directory = mkdtempSync(join(tmpdir(), 'fasttrack-bench-'));
  const file = openSync(join(directory, 'probe'), 'w');
  const startedAt = process.hrtime.bigint();
  for (let n = 0; n < FLUSHES; n++) {
    writeSync(file, Buffer.alloc(4096));
    fsyncSync(file);
  }
  const us = Number(process.hrtime.bigint() - startedAt) / 1000 / FLUSHES;
  closeSync(file);
  rmSync(directory, { recursive: true });
  return Math.round(us);
}
