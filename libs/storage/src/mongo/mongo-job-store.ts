import { performance } from 'node:perf_hooks';
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
import { Logger } from '@nestjs/common';
import { hasAny, hasJobs, hasProgress } from './changed-anything';
import { Changes } from './changes';
import { Claims } from './claims';
import { CombinedCalls } from './combined-calls';
import { Counters } from './counters';
import { Inserts } from './inserts';
import { MongoCallbackLog } from './mongo-callback-log';
import { MongoIdempotencyKeys } from './mongo-idempotency-keys';
import { MongoJobScan } from './mongo-job-scan';
import { MongoOperationStore } from './mongo-operation-store';
import type { MongoLink } from './mongo-link';
import { MongoReader } from './mongo-reader';
import type { MongoStoreParts } from './mongo-store-parts';
import { MongoTypeControls } from './mongo-type-controls';
import { OpenJobs } from './open-jobs';
import { ReadyJobs } from './ready-jobs';
import { Recounts } from './recounts';
import { Removals } from './removals';
import { Renewals } from './renewals';
import { storeIdOf } from './store-id';
import { Sweeps } from './sweeps';
import { Trends } from './trends';
import { Turns } from './turns';
import { Writes } from './writes';

/** Keeps jobs in one MongoDB database, which any number of processes share. */
export class MongoJobStore implements JobStore, JobFigures {
  readonly scan: MongoJobScan;
  readonly operations: MongoOperationStore;
  readonly callbacks: MongoCallbackLog;
  readonly keys: MongoIdempotencyKeys;
  readonly controls: MongoTypeControls;
  private readonly link: MongoLink;
  private readonly trends: Trends;
  private readonly counters: Counters;
  private readonly recounts: Recounts;
  private readonly reader: MongoReader;
  private readonly sweeps: Sweeps;
  private readonly writes: Writes;
  private readonly inserts: CombinedCalls<Job, InsertOutcome>;
  private readonly changes: CombinedCalls<JobChange, ApplyOutcome>;
  private readonly claims: CombinedCalls<{ claim: Claim; limit: number }, readonly Job[]>;
  private readonly renewals: CombinedCalls<Renewal, RenewOutcome>;
  private isClosed = false;

  private constructor(
    { link, collections, clock, changeNumber, rules }: MongoStoreParts,
    private readonly storeId: string,
  ) {
    const monotonicMs = (): number => performance.now();
    this.link = link;
    this.trends = new Trends(collections);
    this.counters = new Counters(collections, this.trends);
    this.recounts = new Recounts(collections, this.counters, this.trends, clock);
    this.writes = new Writes({ link, collections, clock, changeNumber, rules }, this.counters);
    this.reader = new MongoReader(collections, this.counters);
    this.scan = new MongoJobScan(link, collections, this.counters);
    this.operations = new MongoOperationStore(link, collections);
    this.callbacks = new MongoCallbackLog(link, collections, this.storeId);
    this.keys = new MongoIdempotencyKeys(link, collections, this.writes);
    this.controls = new MongoTypeControls({ collections, link, writes: this.writes, rules, monotonicMs });
    const turns = new Turns(collections, monotonicMs);
    const ready = new ReadyJobs(collections);
    const inserts = new Inserts(collections, turns, this.counters, clock);
    const changes = new Changes(collections, this.counters, clock);
    const open = new OpenJobs({ collections, clock, rules }, ready, this.controls, this.counters);
    const claims = new Claims(collections, open, turns, this.counters, clock, rules);
    const removals = new Removals(collections, this.counters, this.callbacks, rules);
    const renewals = new Renewals(collections, clock);
    this.sweeps = new Sweeps(collections, changes, open, removals, turns, clock, rules);
    this.inserts = new CombinedCalls<Job, InsertOutcome>((jobs) =>
      this.writes.batch(() => inserts.insert(jobs), hasAny('inserted')),
    );
    this.changes = new CombinedCalls<JobChange, ApplyOutcome>((items) =>
      this.writes.batch(() => changes.apply(items), hasAny('applied')),
    );
    this.claims = new CombinedCalls<{ claim: Claim; limit: number }, readonly Job[]>((asked) =>
      this.writes.batch(() => claims.claim(asked), hasJobs),
    );
    this.renewals = new CombinedCalls<Renewal, RenewOutcome>((items) =>
      this.writes.batch(() => renewals.renew(items), hasProgress(items)),
    );
  }

  /** Opens the store on a database whose schema is there. */
  static async open(parts: MongoStoreParts): Promise<MongoJobStore> {
    const store = new MongoJobStore(parts, await storeIdOf(parts.collections));
    // Figures that wait a minute are better than a start that fails.
    await store.recount().catch((error: unknown) => {
      new Logger('Store').warn({ msg: 'jobs not counted', err: error });
    });
    return store;
  }

  insert(jobs: readonly Job[]): Promise<readonly InsertOutcome[]> {
    return this.whileOpen(() => this.inserts.call(jobs));
  }

  apply(changes: readonly JobChange[]): Promise<readonly ApplyOutcome[]> {
    return this.whileOpen(() => this.changes.call(changes));
  }

  async claim(claim: Claim, limit: number): Promise<readonly Job[]> {
    const [jobs = []] = await this.whileOpen(() => this.claims.call([{ claim, limit }]));
    return jobs;
  }

  renew(renewals: readonly Renewal[]): Promise<readonly RenewOutcome[]> {
    return this.whileOpen(() => this.renewals.call(renewals));
  }

  sweep(limit: number): Promise<Sweep> {
    return this.whileOpen(async () => {
      const [{ sweep }] = await this.writes.batch(
        async () => [await this.sweeps.sweep(limit)] as const,
        ([{ hasChanged }]) => hasChanged,
      );
      return sweep;
    });
  }

  find(id: string): Promise<Job | null> {
    return this.read(() => this.reader.find(id));
  }

  list(query: JobQuery): Promise<JobPage> {
    return this.read(() => this.reader.list(query));
  }

  counts(): Promise<readonly JobCount[]> {
    return this.read(() => this.counters.counts());
  }

  usage(): Promise<readonly TypeUsage[]> {
    return this.read(async () => {
      await this.counters.idle();
      return this.counters.usage.all();
    });
  }

  trend(query: TrendQuery): Promise<readonly TrendRow[]> {
    return this.read(async () => {
      await this.counters.idle();
      return this.trends.read(query);
    });
  }

  oldestWaiting(): Promise<Date | null> {
    return this.read(() => this.reader.oldestWaiting());
  }

  check(): Promise<void> {
    return this.whileOpen(() => this.writes.check());
  }

  async version(): Promise<string | null> {
    const number = await this.writes.changeNumber();
    return number === null ? null : `${this.storeId}.${number}`;
  }

  /** Puts right figures that a lost process left wrong; one process of all does it, at most once a minute. */
  recount(): Promise<void> {
    return this.read(() => this.recounts.recount());
  }

  /** Resolves when everything that was asked for is done. Safe to call twice. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([this.inserts, this.changes, this.claims, this.renewals, this.keys].map((calls) => calls.idle()));
    await this.writes.idle();
    await this.trends.flush();
    this.link.close();
  }

  private whileOpen<T>(work: () => Promise<T>): Promise<T> {
    return this.isClosed ? Promise.reject(new StoreUnavailableError(new Error('closed'))) : work();
  }

  private read<T>(work: () => Promise<T>): Promise<T> {
    return this.whileOpen(() => this.link.use(work));
  }
}
