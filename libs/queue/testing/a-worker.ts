import { ManualExecutor } from '@fasttrack/executors/testing/manual-executor';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import type { Job } from '@fasttrack/jobs/job';
import type { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { JobChanges } from '@fasttrack/jobs/job-changes';
import { JobEndingRinger } from '@fasttrack/jobs/job-ending-ringer';
import { JobEvents } from '@fasttrack/jobs/job-events';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { ManyChanges } from '@fasttrack/jobs/many-changes';
import { OperationRunner } from '@fasttrack/jobs/operations/operation-runner';
import { TypeOpenings } from '@fasttrack/jobs/type-openings';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { Logger } from '@nestjs/common';
import { Dispatcher } from '../src/dispatcher';
import { EmbeddedChangeBell } from '../src/embedded/embedded-change-bell';
import { EmbeddedJobQueue } from '../src/embedded/embedded-job-queue';
import type { JobQueue } from '../src/job-queue.port';
import { Leases } from '../src/leases';
import { RunSettlement } from '../src/run-settlement';
import { Sweeper } from '../src/sweeper';
import { Work } from '../src/work';

/** All that works on jobs in one process, on a real store, with runs that a test ends. */
export class Worker {
  readonly events = new JobEvents();
  readonly changes: JobChanges;
  readonly leases: Leases;
  readonly settlement: RunSettlement;
  readonly dispatcher: Dispatcher;
  readonly openings: TypeOpenings;
  readonly sweeper: Sweeper;
  readonly operations: OperationRunner;
  readonly work: Work;

  constructor(
    readonly opened: OpenSqliteStore,
    readonly executor: ManualExecutor,
    readonly config: AppConfig,
    readonly queue: JobQueue = new EmbeddedJobQueue(),
    readonly bell: ChangeBell = new EmbeddedChangeBell(),
  ) {
    const { store, clock } = opened;
    this.changes = new JobChanges(store, this.events);
    this.leases = new Leases(store, this.bell, config);
    new JobEndingRinger(this.events, this.bell).onModuleInit();
    this.leases.onModuleInit();
    this.openings = new TypeOpenings(this.events);
    this.openings.onModuleInit();
    this.settlement = new RunSettlement(this.changes, clock, new TypeRules(config));
    this.dispatcher = new Dispatcher([executor], store, this.leases, this.settlement, this.events, config);
    this.sweeper = new Sweeper(store, this.queue, this.events, this.openings);
    const many = new ManyChanges(store.scan, store, this.events);
    this.operations = new OperationRunner(store.operations, store, store.scan, many, clock);
    const { dispatcher, sweeper, operations, events, openings } = this;
    this.work = new Work(queue, dispatcher, sweeper, operations, events, openings, config);
  }

  async stored(id: string): Promise<Job> {
    const job = await this.opened.store.find(id);
    if (!job) throw new RangeError(`job ${id} is not in the store`);
    return job;
  }

  /** Gives running jobs back. */
  async stop(): Promise<void> {
    await Promise.all([this.sweeper.stop(), this.operations.stop()]);
    await Promise.all([this.queue.shutdown(), this.dispatcher.stop(0)]);
  }

  /** Stops and removes the store. */
  async close(): Promise<void> {
    await this.stop();
    await this.opened.close();
  }
}

/** What a worker shares with others instead of having its own: a store, and bells that reach them. */
export interface Shared {
  readonly opened?: OpenSqliteStore;
  readonly queue?: JobQueue;
  readonly bell?: ChangeBell;
}

/** A worker with `slots`, without a word in the log; `env` is its environment. */
export async function aWorker(slots = 3, env: NodeJS.ProcessEnv = {}, shared: Shared = {}): Promise<Worker> {
  Logger.overrideLogger(false);
  const opened = shared.opened ?? (await openSqliteStore());
  const config = loadConfig({ NODE_ENV: 'test', ...env });
  return new Worker(opened, new ManualExecutor(slots), config, shared.queue, shared.bell);
}
