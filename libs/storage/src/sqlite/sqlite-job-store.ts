import { performance } from 'node:perf_hooks';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import type { JobCount, JobFigures, TrendQuery, TrendRow, TypeUsage } from '@fasttrack/jobs/job-figures.port';
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
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import { WriteCombiner } from '../write-combiner';
import { databaseFile } from './open-database';
import { SqliteCallbackLog } from './sqlite-callback-log';
import { SqliteIdempotencyKeys } from './sqlite-idempotency-keys';
import { SqliteJobScan } from './sqlite-job-scan';
import { SqliteOperationStore } from './sqlite-operation-store';
import { SqliteTypeControls } from './sqlite-type-controls';
import { ReaderThread, isQuick } from './reader-thread-client';
import { SqliteReader } from './sqlite-reader';
import type { Times, WriteOp, WriteOutcome } from './writer-message';
import { WriterThread } from './writer-thread-client';

/** What a store may be told when it is opened; the defaults are those of the program. */
export interface SqliteStoreOptions {
  /** Milliseconds since any moment, which nobody can set back: leases run by it. */
  readonly monotonicMs?: () => number;
  /** The store was lost for good: nothing can be written any more. */
  readonly onLost?: (cause: unknown) => void;
  /** How jobs are run and how long they are kept. */
  readonly rules?: TypeRules;
}

/** Keeps jobs in one SQLite file: writes go in batches to a thread of their own, reads are answered here. */
export class SqliteJobStore implements JobStore, JobFigures {
  readonly scan = new SqliteJobScan({
    find: (id) => this.reader.find(id),
    count: (filter, behind) => this.whileOpen(() => this.longReader.count(filter, behind)),
    now: (query) => this.read(query),
  });
  readonly operations = new SqliteOperationStore((op) => this.write(op));
  readonly callbacks: SqliteCallbackLog;
  readonly keys = new SqliteIdempotencyKeys((op) => this.write(op));
  readonly controls = new SqliteTypeControls(
    (op) => this.write(op),
    () => this.read(() => this.reader.controls()),
  );
  private readonly combiner: WriteCombiner<WriteOp, WriteOutcome>;
  private readonly reader: SqliteReader;
  private readonly longReader: ReaderThread;
  private isClosed = false;

  private constructor(
    directory: string,
    private readonly writer: WriterThread,
    times: () => Times,
  ) {
    this.combiner = new WriteCombiner<WriteOp, WriteOutcome>((ops) => writer.commit(ops, times()));
    const offset = (): number => {
      const { wall, lease } = times();
      return lease - wall;
    };
    this.reader = new SqliteReader(databaseFile(directory), offset);
    this.longReader = new ReaderThread(databaseFile(directory), offset);
    this.callbacks = new SqliteCallbackLog({
      write: (op) => this.write(op),
      read: (query) => this.read(() => query(this.reader.callbacks)),
      storeId: writer.storeId,
    });
  }

  /** Opens or makes the store under a directory. Rejects with `StartError`. */
  static async open(
    directory: string,
    clock: Clock,
    {
      monotonicMs = () => performance.now(),
      onLost = () => undefined,
      rules = TypeRules.NONE,
    }: SqliteStoreOptions = {},
  ): Promise<SqliteJobStore> {
    const writer = await WriterThread.open(directory, rules, onLost);
    const wallNow = (): number => clock.now().getTime();
    // Goes on where the last process stopped when the clock was set back meanwhile: else leases would last that longer.
    const start = Math.max(wallNow(), writer.leaseTime) - monotonicMs();
    return new SqliteJobStore(directory, writer, () => ({ wall: wallNow(), lease: Math.round(start + monotonicMs()) }));
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
    if (this.isClosed || isQuick(query)) return this.read(() => this.reader.list(query));
    return this.longReader.list(query);
  }

  counts(): Promise<readonly JobCount[]> {
    return this.read(() => this.reader.counts());
  }

  usage(): Promise<readonly TypeUsage[]> {
    return this.read(() => this.reader.usage());
  }

  trend(query: TrendQuery): Promise<readonly TrendRow[]> {
    return this.read(() => this.reader.trend(query));
  }

  oldestWaiting(): Promise<Date | null> {
    return this.read(() => this.reader.oldestWaiting());
  }

  check(): Promise<void> {
    const { lost, state } = this.writer;
    if (this.isClosed || lost) return Promise.reject(lost ?? new StoreUnavailableError(new Error('closed')));
    if (state.isFailing) return Promise.reject(new StoreUnavailableError(new Error('the last write failed')));
    return Promise.resolve();
  }

  version(): Promise<string> {
    return Promise.resolve(`${this.writer.storeId}.${this.writer.state.change}`);
  }

  /** Resolves when everything is written and the file is free. Safe to call twice. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.combiner.idle();
    await this.longReader.close();
    this.reader.close();
    await this.writer.close();
  }

  private write<Outcome extends WriteOutcome>(op: WriteOp): Promise<Outcome> {
    if (this.isClosed) return Promise.reject(new StoreUnavailableError(new Error('closed')));
    return this.combiner.write(op) as Promise<Outcome>;
  }

  private whileOpen<T>(work: () => Promise<T>): Promise<T> {
    return this.isClosed ? Promise.reject(new StoreUnavailableError(new Error('closed'))) : work();
  }

  private read<T>(query: () => T): Promise<T> {
    if (this.isClosed) return Promise.reject(new StoreUnavailableError(new Error('closed')));
    try {
      return Promise.resolve(query());
    } catch (error) {
      return Promise.reject(error instanceof BadCursorError ? error : new StoreUnavailableError(error));
    }
  }
}
