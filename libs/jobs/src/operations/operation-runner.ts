import { setMaxListeners } from 'node:events';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { FastTrackError, StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import { outsideRequest } from '@fasttrack/foundation/logging/request-scope';
import { Injectable, Logger } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { JobScan } from '../job-scan.port';
import { JobStore } from '../job-store.port';
import { ManyChanges } from '../many-changes';
import type { Operation } from './operation';
import { ended, isFree, released } from './operation';
import { OperationRun } from './operation-run';
import { OperationStore } from './operation-store.port';

/** How often operations are looked for that nobody works on. */
const LOOK_MS = 1000;
/** Operations that one look sees. */
const LOOK_WIDTH = 50;
/** How long an operation is kept after its start, how often old ones are removed, and how many at a time. */
const KEPT_MS = 30 * 86_400_000;
const PRUNE_MS = 600_000;
const PRUNED_AT_ONCE = 100;

/** Works on operations in every process: an operation whose process has gone is taken over when its lease has run out. */
@Injectable()
export class OperationRunner {
  private readonly logger = new Logger('Operations');
  private readonly holder = `operations-${uuidv7().slice(-12)}`;
  private readonly active = new Map<string, Promise<void>>();
  private stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private pruneAt = 0;

  constructor(
    private readonly operations: OperationStore,
    private readonly store: JobStore,
    private readonly scan: JobScan,
    private readonly changes: ManyChanges,
    private readonly clock: Clock,
  ) {}

  /** Starts to look for work each second. */
  start(): void {
    this.stopping = new AbortController();
    // Every operation listens.
    setMaxListeners(0, this.stopping.signal);
    this.timer = setInterval(() => {
      this.wake();
    }, LOOK_MS);
  }

  /** Looks for work now; does nothing before the start and after the stop. */
  wake(): void {
    if (this.timer === undefined || this.stopping.signal.aborted) return;
    this.looking ??= outsideRequest(() => this.look()).finally(() => {
      this.looking = undefined;
    });
  }

  /** Resolves when the batches that were going have ended; other processes, or the next start, go on from there. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.looking;
    await Promise.all(this.active.values());
  }

  private async look(): Promise<void> {
    try {
      await this.prune();
      for (const operation of await this.operations.open(LOOK_WIDTH)) {
        if (this.stopping.signal.aborted) return;
        if (!this.active.has(operation.id) && isFree(operation, this.holder, this.clock.now())) this.begin(operation);
      }
    } catch (error) {
      this.logger.warn({ msg: 'operations not read', err: error });
    }
  }

  private begin(operation: Operation): void {
    const { id } = operation;
    const work = this.work(operation).finally(() => this.active.delete(id));
    this.active.set(id, work);
  }

  private async work(operation: Operation): Promise<void> {
    const { id: operationId, action } = operation;
    const { operations, store, scan, changes, clock, holder } = this;
    this.logger.log({ msg: 'operation taken', operationId, action, changed: operation.changed });
    try {
      const run = new OperationRun({ operations, store, scan, changes, clock, holder }, this.stopping.signal);
      const { state, changed, skipped, failed } = await run.run(operation);
      this.logger.log({ msg: 'operation left', operationId, state, changed, skipped, failed });
    } catch (error) {
      this.logger.warn({ msg: 'operation interrupted', operationId, err: error });
      if (!(error instanceof StoreUnavailableError)) await this.fail(operationId, error);
    }
  }

  /** What nobody foresaw would happen again and again: the operation ends with it. */
  private async fail(id: string, cause: unknown): Promise<void> {
    const error = cause instanceof FastTrackError ? cause.message : 'Something unforeseen happened; the log has it';
    try {
      const now = await this.operations.find(id);
      if (now?.state !== 'RUNNING') return;
      await this.operations.replace(released({ ...ended(now, 'FAILED', this.clock.now()), error, batch: [] }));
    } catch (failure) {
      this.logger.warn({ msg: 'operation not ended', operationId: id, err: failure });
    }
  }

  private async prune(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now < this.pruneAt) return;
    this.pruneAt = now + PRUNE_MS;
    await this.operations.prune(new Date(now - KEPT_MS), PRUNED_AT_ONCE);
  }
}
