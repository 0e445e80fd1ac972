import { performance } from 'node:perf_hooks';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import type { Clock } from '@fasttrack/foundation/clock/clock';
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
import { Changes } from './changes';
import { Claims } from './claims';
import type { Collections } from './collections';
import { CombinedCalls } from './combined-calls';
import { Counters } from './counters';
import { Inserts } from './inserts';
import type { MongoLink } from './mongo-link';
import { MongoReader } from './mongo-reader';
import { ReadyJobs } from './ready-jobs';
import { Recounts } from './recounts';
import { Renewals } from './renewals';
import { storeIdOf } from './store-id';
import { Sweeps } from './sweeps';
import { Turns } from './turns';

/** What a store stands on. */
export interface MongoStoreParts {
  readonly link: MongoLink;
  readonly collections: Collections;
  readonly clock: Clock;
  readonly changeNumber: ChangeNumber;
}

/** Keeps jobs in one MongoDB database, which any number of processes share. */
export class MongoJobStore implements JobStore, JobFigures {
  private readonly link: MongoLink;
  private readonly changeNumber: ChangeNumber;
  private readonly counters: Counters;
  private readonly recounts: Recounts;
  private readonly reader: MongoReader;
  private readonly sweeps: Sweeps;
  private readonly inserts: CombinedCalls<Job, InsertOutcome>;
  private readonly changes: CombinedCalls<JobChange, ApplyOutcome>;
  private readonly claims: CombinedCalls<{ claim: Claim; limit: number }, readonly Job[]>;
  private readonly renewals: CombinedCalls<Renewal, RenewOutcome>;
  private isClosed = false;

  private constructor(
    { link, collections, clock, changeNumber }: MongoStoreParts,
    private readonly storeId: string,
  ) {
    this.link = link;
    this.changeNumber = changeNumber;
    this.counters = new Counters(collections);
    this.recounts = new Recounts(collections, this.counters, clock);
    this.reader = new MongoReader(collections, this.counters);
    const turns = new Turns(collections, () => performance.now());
    const ready = new ReadyJobs(collections);
    const inserts = new Inserts(collections, turns, this.counters, clock);
    const changes = new Changes(collections, this.counters, clock);
    const claims = new Claims(collections, ready, turns, this.counters, clock);
    const renewals = new Renewals(collections, clock);
    this.sweeps = new Sweeps(collections, changes, ready, turns, clock);
    this.inserts = new CombinedCalls<Job, InsertOutcome>((jobs) =>
      this.changing(() => inserts.insert(jobs), isOutcome('inserted')),
    );
    this.changes = new CombinedCalls<JobChange, ApplyOutcome>((items) =>
      this.changing(() => changes.apply(items), isOutcome('applied')),
    );
    this.claims = new CombinedCalls<{ claim: Claim; limit: number }, readonly Job[]>((asked) =>
      this.changing(
        () => claims.claim(asked),
        (jobs) => Array.isArray(jobs) && jobs.length > 0,
      ),
    );
    this.renewals = new CombinedCalls<Renewal, RenewOutcome>((items) =>
      this.changing(
        () => renewals.renew(items),
        (_outcome, index) => items[index]?.progress !== undefined,
      ),
    );
  }

  /** Opens the store on a database whose schema is there. */
  static async open(parts: MongoStoreParts): Promise<MongoJobStore> {
    const store = new MongoJobStore(parts, await storeIdOf(parts.collections));
    await store.recount();
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
    return this.read(async () => {
      const { sweep, hasChanged } = await this.sweeps.sweep(limit);
      if (hasChanged) this.changeNumber.raise();
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

  oldestWaiting(): Promise<Date | null> {
    return this.read(() => this.reader.oldestWaiting());
  }

  check(): Promise<void> {
    return this.whileOpen(() => this.link.ping());
  }

  async version(): Promise<string | null> {
    const number = await this.changeNumber.read();
    return number === null ? null : `${this.storeId}.${number}`;
  }

  /** Puts right figures that a lost process left wrong; one process of all does it, at most once a minute. */
  recount(): Promise<void> {
    return this.read(() => this.recounts.recount());
  }

  /** Resolves when everything that was asked for is done. Safe to call twice. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([this.inserts, this.changes, this.claims, this.renewals].map((calls) => calls.idle()));
    await this.counters.idle();
    this.link.close();
  }

  private whileOpen<T>(work: () => Promise<T>): Promise<T> {
    return this.isClosed ? Promise.reject(new StoreUnavailableError(new Error('closed'))) : work();
  }

  private read<T>(work: () => Promise<T>): Promise<T> {
    return this.whileOpen(() => this.link.use(work));
  }

  /** Raises the change number, before anybody is answered, when any outcome says that a job changed. */
  private changing<Outcome>(
    work: () => Promise<readonly (Outcome | StoreUnavailableError)[]>,
    hasChanged: (outcome: Outcome | StoreUnavailableError, index: number) => boolean,
  ): Promise<readonly (Outcome | StoreUnavailableError)[]> {
    return this.link.use(async () => {
      const outcomes = await work();
      if (outcomes.some(hasChanged)) this.changeNumber.raise();
      return outcomes;
    });
  }
}

const isOutcome =
  (wanted: string) =>
  (outcome: unknown): boolean =>
    outcome === wanted;
