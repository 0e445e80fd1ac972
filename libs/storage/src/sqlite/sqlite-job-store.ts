import { performance } from 'node:perf_hooks';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import type { JobCount, JobFigures } from '@fasttrack/jobs/job-figures.port';
import type {
  ApplyOutcome,
  Claim,
  InsertOutcome,
  JobPage,
  JobQuery,
  JobStore,
  Renewal,
  RenewOutcome,
  Sweep,
} from '@fasttrack/jobs/job-store.port';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import { WriteCombiner } from '../write-combiner';
import { databaseFile } from './open-database';
import { SqliteReader } from './sqlite-reader';
import type { WriteOp, WriteOutcome } from './writer-message';
import { WriterThread } from './writer-thread-client';

const startedAt = Date.now() - performance.now();
/** Milliseconds since 1970 as they were at the start plus what has passed since: nobody can set it back. */
const steadyNow = (): number => Math.round(startedAt + performance.now());

/** Keeps jobs in one SQLite file: writes go in batches to a thread of their own, reads are answered here. */
export class SqliteJobStore implements JobStore, JobFigures {
  private readonly combiner: WriteCombiner<WriteOp, WriteOutcome>;
  private isClosed = false;

  private constructor(
    private readonly writer: WriterThread,
    private readonly reader: SqliteReader,
    clock: Clock,
    leaseNow: () => number,
  ) {
    this.combiner = new WriteCombiner((ops) => writer.commit(ops, { wall: clock.now().getTime(), lease: leaseNow() }));
  }

  /** Opens or makes the store under a directory. Rejects with `StartError`. `leaseNow`: the time leases run by. */
  static async open(directory: string, clock: Clock, leaseNow: () => number = steadyNow): Promise<SqliteJobStore> {
    const writer = await WriterThread.open(directory);
    return new SqliteJobStore(writer, new SqliteReader(databaseFile(directory)), clock, leaseNow);
  }

  insert(jobs: readonly Job[]): Promise<readonly InsertOutcome[]> {
    return this.write({ kind: 'insert', jobs });
  }

  apply(changes: readonly JobChange[]): Promise<readonly ApplyOutcome[]> {
    return this.write({ kind: 'apply', changes });
  }

  claim(claim: Claim, limit: number): Promise<readonly Job[]> {
    return this.write({ kind: 'claim', claim, limit });
  }

  renew(renewals: readonly Renewal[]): Promise<readonly RenewOutcome[]> {
    return this.write({ kind: 'renew', renewals });
  }

  sweep(limit: number): Promise<Sweep> {
    return this.write({ kind: 'sweep', limit });
  }

  find(id: string): Promise<Job | null> {
    return this.read(() => this.reader.find(id));
  }

  list(query: JobQuery): Promise<JobPage> {
    return this.read(() => this.reader.list(query));
  }

  counts(): Promise<readonly JobCount[]> {
    if (this.writer.hasEnded) return Promise.reject(new StoreUnavailableError('the writer thread has ended'));
    return this.read(() => this.reader.counts());
  }

  version(): Promise<string> {
    return Promise.resolve(`${this.writer.storeId}.${this.writer.change}`);
  }

  /** Resolves when everything is written and the file is free. Safe to call twice. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.combiner.idle();
    this.reader.close();
    await this.writer.close();
  }

  private write<Outcome extends WriteOutcome>(op: WriteOp): Promise<Outcome> {
    if (this.isClosed) return Promise.reject(new StoreUnavailableError('closed'));
    return this.combiner.write(op) as Promise<Outcome>;
  }

  private read<T>(query: () => T): Promise<T> {
    if (this.isClosed) return Promise.reject(new StoreUnavailableError('closed'));
    try {
      return Promise.resolve(query());
    } catch (error) {
      return Promise.reject(error instanceof BadCursorError ? error : new StoreUnavailableError(error));
    }
  }
}
