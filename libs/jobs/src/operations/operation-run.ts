import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import { FastTrackError } from '@fasttrack/foundation/errors/fast-track-error';
import type { JobScan } from '../job-scan.port';
import type { JobStore } from '../job-store.port';
import type { ManyChanges } from '../many-changes';
import { BULK_CHANGES } from './bulk-changes';
import type { Operation, Tally } from './operation';
import { counted, ended, hasChanged, held, isFor, noteOf, released, walksOf } from './operation';
import type { OperationStore } from './operation-store.port';

/** Most jobs that are changed at once, and how often in a second a slower operation changes some. */
const MAX_BATCH = 100;
const BATCHES_A_SECOND = 4;

/** What a run stands on. */
export interface RunParts {
  readonly operations: OperationStore;
  readonly store: JobStore;
  readonly scan: JobScan;
  readonly changes: ManyChanges;
  readonly clock: Clock;
  /** Name of this process among those that hold operations. */
  readonly holder: string;
}

/** One operation while this process works on it. */
export class OperationRun {
  constructor(
    private readonly parts: RunParts,
    private readonly stop: AbortSignal,
  ) {}

  /**
   * Works until the operation has ended, `stop` aborts, or another process has it. Resolves with the operation as this
   * process wrote it last; rejects as the store does, and then the operation goes on where it was.
   */
  async run(found: Operation): Promise<Operation> {
    const { holder, clock } = this.parts;
    let now = await this.save(held(found, holder, clock.now()));
    if (!now) return found;
    now = await this.settle(now);
    while (now?.state === 'RUNNING') {
      if (this.stop.aborted) return (await this.save(released(now))) ?? this.leave(now);
      const next = await this.step(now);
      if (!next) return this.leave(now);
      now = next;
    }
    return now ?? found;
  }

  /** Changes the next batch. The operation that it gives is not written yet; `null`: somebody else wrote it. */
  private async step(now: Operation): Promise<Operation | null> {
    const { holder, clock } = this.parts;
    const startedAt = performance.now();
    const next = await this.next(now);
    if (next.state !== 'RUNNING') return this.save(released(next));
    const planned = await this.save(held(next, holder, clock.now()));
    if (!planned) return null;
    const done = counted(planned, await this.change(planned));
    await this.wait((planned.batch.length / planned.pace) * 1000 - (performance.now() - startedAt));
    return done;
  }

  /** The operation with the jobs that come next, or at its end. */
  private async next(now: Operation): Promise<Operation> {
    const { store, clock } = this.parts;
    const filter = walksOf(now)[now.walk];
    if (!filter) return ended(now, 'COMPLETED', clock.now());
    const { cursor, ...rest } = now;
    const limit = Math.min(MAX_BATCH, Math.ceil(now.pace / BATCHES_A_SECOND));
    const page = await store.list({
      ...filter,
      order: 'asc',
      isUncounted: true,
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    const batch = await this.unchanged(
      now,
      page.rows.map(({ id }) => id),
    );
    if (page.next === undefined) return { ...rest, batch, walk: now.walk + 1 };
    return { ...rest, batch, cursor: page.next };
  }

  /** A job that an earlier walk changed may have come by this one: it was reopened, and is left alone. */
  private async unchanged(now: Operation, ids: readonly string[]): Promise<readonly string[]> {
    if (now.walk === 0 || ids.length === 0) return ids;
    const jobs = await this.parts.scan.findAll(ids);
    return jobs.filter((job) => !hasChanged(now, job)).map(({ id }) => id);
  }

  /** Changes what is left of the batch, and says what became of all of it: also of what was changed before a crash. */
  private async change(operation: Operation): Promise<Tally> {
    const { clock } = this.parts;
    const { action, by, batch, state } = operation;
    const before = new Set<string>();
    const outcomes = await this.parts.changes.change(batch, (job) => {
      if (hasChanged(operation, job)) before.add(job.id);
      else if (state === 'RUNNING' && isFor(operation, job))
        return BULK_CHANGES[action](job, { at: clock.now(), by, note: noteOf(operation) });
      return null;
    });
    const changed = outcomes.filter((one, at) => isChanged(one) || before.has(batch[at] ?? '')).length;
    const failed = outcomes.filter((one) => one instanceof FastTrackError && one.code === 'job.contended').length;
    return { changed, failed, skipped: batch.length - changed - failed };
  }

  /** Counts a batch that nobody counted: its process was killed, or the operation was aborted meanwhile. */
  private async settle(now: Operation): Promise<Operation | null> {
    if (now.batch.length === 0) return now;
    const done = counted(now, await this.change(now));
    return this.save(done.state === 'RUNNING' ? done : released(done));
  }

  /** Somebody else wrote the operation. If it was aborted in our hands, the last batch is ours to count. */
  private async leave(last: Operation): Promise<Operation> {
    const now = await this.parts.operations.find(last.id);
    if (now?.lease?.holder !== this.parts.holder) return last;
    return (await this.settle(now)) ?? last;
  }

  private save(operation: Operation): Promise<Operation | null> {
    return this.parts.operations.replace(operation);
  }

  private async wait(ms: number): Promise<void> {
    await pause(Math.max(0, ms), undefined, { signal: this.stop }).catch(() => undefined);
  }
}

const isChanged = (outcome: object): boolean => 'hasChanged' in outcome && outcome.hasChanged === true;
