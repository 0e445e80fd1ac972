import type { BulkAction } from '@fasttrack/contracts';
import { BULK_SAMPLE } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { pagesOf } from '../job-pages';
import { JobScan } from '../job-scan.port';
import type { JobExcerpt, JobFilter } from '../job-store.port';
import { JobStore } from '../job-store.port';
import type { OneOfMany } from '../many-changes';
import { ManyChanges } from '../many-changes';
import { BULK_CHANGES } from './bulk-changes';
import type { Operation } from './operation';
import { boundOf, changeable } from './operation';
import { OperationRunner } from './operation-runner';
import { OperationStore } from './operation-store.port';
import { TooManyOperationsError } from './operation.errors';

/** Operations that may run at the same time. */
const MAX_RUNNING = 20;
/** Open ones that are looked through for them: aborted ones are open until their last jobs are counted. */
const OPEN_SEEN = 100;

/** What an action by filter would change. */
export interface BulkPreview {
  readonly total: number;
  /** Jobs of this moment and later were not counted. */
  readonly createdBefore: Date;
  /** Some of them, newest first. */
  readonly sample: readonly JobExcerpt[];
}

/** Retries or cancels many jobs. */
@Injectable()
export class BulkActions {
  constructor(
    private readonly changes: ManyChanges,
    private readonly scan: JobScan,
    private readonly store: JobStore,
    private readonly operations: OperationStore,
    private readonly runner: OperationRunner,
    private readonly clock: Clock,
  ) {}

  /** Changes the jobs that are named, and answers job by job, in order. */
  byIds(action: BulkAction, ids: readonly string[], by: string): Promise<readonly OneOfMany[]> {
    return this.changes.change(ids, (job) => BULK_CHANGES[action](job, { at: this.clock.now(), by }));
  }

  /** Counts what the action would change now, and changes nothing. */
  async preview(action: BulkAction, filter: JobFilter): Promise<BulkPreview> {
    const createdBefore = boundOf(filter, this.clock.now());
    const walks = changeable(action, { ...filter, createdBefore });
    const [total, samples] = await Promise.all([this.count(walks), Promise.all(walks.map((walk) => this.some(walk)))]);
    return { total, createdBefore, sample: samples.flat().sort(newestFirst).slice(0, BULK_SAMPLE) };
  }

  /** Starts to change all jobs of the filter, `pace` in a second. Rejects with `TooManyOperationsError`. */
  async begin(action: BulkAction, filter: JobFilter, asked: { pace: number; by: string }): Promise<Operation> {
    const running = (await this.operations.open(OPEN_SEEN)).filter(({ state }) => state === 'RUNNING');
    if (running.length >= MAX_RUNNING) throw new TooManyOperationsError(MAX_RUNNING);
    const startedAt = this.clock.now();
    const total = await this.count(changeable(action, filter));
    const operation: Operation = {
      ...{ id: uuidv7(), action, filter, state: 'RUNNING', ...asked, revision: 0 },
      ...{ total, changed: 0, skipped: 0, failed: 0, walk: 0, batch: [] },
      startedAt,
      updatedAt: startedAt,
    };
    await this.operations.insert(operation);
    this.runner.wake();
    return operation;
  }

  private async count(walks: readonly JobFilter[]): Promise<number> {
    const counts = await Promise.all(walks.map((walk) => this.scan.count(walk)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async some(walk: JobFilter): Promise<readonly JobExcerpt[]> {
    const found: JobExcerpt[] = [];
    for await (const { rows } of pagesOf(this.store, { ...walk, isUncounted: true, limit: BULK_SAMPLE })) {
      found.push(...rows);
      if (found.length >= BULK_SAMPLE) break;
    }
    return found;
  }
}

const newestFirst = (a: JobExcerpt, b: JobExcerpt): number =>
  b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
