import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';

/** A worker that has not asked for so long is not counted on. */
const PRESENT_MS = 60_000;

/** Which types workers asked this process for lately. */
@Injectable()
export class WorkerPresence {
  private readonly askedAt = new Map<string, number>();
  private anyAskedAt = -Infinity;

  /** A worker asks for jobs of these types, or of any. */
  note(types: readonly string[] | undefined): void {
    const now = performance.now();
    if (!types) this.anyAskedAt = now;
    for (const type of types ?? []) this.askedAt.set(type, now);
  }

  /** Whether a worker that takes the type asked within the last minute. */
  takes(type: string): boolean {
    const latest = Math.max(this.anyAskedAt, this.askedAt.get(type) ?? -Infinity);
    return performance.now() - latest < PRESENT_MS;
  }
}
