import { Injectable, Logger } from '@nestjs/common';
import type { Expects, JsonObject, Priority } from '@fasttrack/contracts';
import { PRIORITY_DEFAULT } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { v7 as uuidv7 } from 'uuid';
import type { Job } from './job';
import { isFinal } from './job';
import { JobTypes } from './job-types/job-types';
import { TypeRules } from './job-types/type-rules';
import { JobChanges } from './job-changes';
import { JobEvents } from './job-events';
import { cancel, linkRetry, reopen } from './job-life';
import { IllegalMoveError, JobNotFoundError } from './job.errors';
import type { InsertOutcome, JobPage, JobQuery } from './job-store.port';
import { JobStore } from './job-store.port';

/** A job as a caller asks for it. */
export interface NewJob {
  readonly type: string;
  readonly payload: JsonObject;
  readonly priority?: Priority | undefined;
  readonly expects?: Expects | undefined;
  readonly maxAttempts?: number | undefined;
  readonly key?: string;
  /** Not handed out before; past means now. */
  readonly scheduledFor?: Date;
  readonly expiresAt?: Date;
  readonly tags?: readonly string[];
  readonly metadata?: JsonObject;
}

const BY_API = 'api';
/** Said of a job that runs to a caller that would only cancel one that waits. */
const CANCELLED_UNRUN = 'cancelled by DELETE, which is for jobs that wait; POST /jobs/{id}/cancel stops its run';

/** Said of a completed job to a caller that sends no payload. */
const RUN_AGAIN_UNCHANGED = 'run again as it is; with a "payload" it makes a new job';

/** What people and programs can do with jobs. */
@Injectable()
export class JobsService {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly store: JobStore,
    private readonly changes: JobChanges,
    private readonly events: JobEvents,
    private readonly clock: Clock,
    private readonly types: JobTypes,
    private readonly rules: TypeRules,
  ) {}

  /** Stores a new job; when this resolves it is durable. */
  submit(wanted: NewJob): Promise<Job> {
    return this.insert(this.prepare(wanted));
  }

  /** The new job that a caller asks for, stored nowhere yet. */
  prepare(wanted: NewJob, id: string = uuidv7()): Job {
    const { at, by } = this.moment();
    const { key, scheduledFor, expiresAt, tags, metadata } = wanted;
    return {
      id,
      type: wanted.type,
      payload: wanted.payload,
      status: 'PENDING',
      priority: wanted.priority ?? PRIORITY_DEFAULT,
      attempt: 0,
      attempts: 0,
      maxAttempts: wanted.maxAttempts ?? this.rules.maxAttempts(wanted.type),
      expects: wanted.expects ?? 'json',
      dueAt: scheduledFor && scheduledFor > at ? scheduledFor : at,
      ...(key !== undefined && { key }),
      ...(scheduledFor && { scheduledFor }),
      ...(expiresAt && { expiresAt }),
      ...(tags && { tags }),
      ...(metadata && { metadata }),
      history: [{ at, event: 'created', to: 'PENDING', attempt: 0, by }],
      historyOmitted: 0,
      createdAt: at,
      updatedAt: at,
    };
  }

  /** Stores prepared jobs in one write and says which are new: an id that is taken is left alone. */
  async add(jobs: readonly Job[]): Promise<readonly InsertOutcome[]> {
    if (jobs.length === 0) return [];
    const outcomes = await this.store.insert(jobs);
    for (const { id, type } of jobs.filter((_job, at) => outcomes[at] === 'inserted'))
      this.events.emit({ jobId: id, type, event: 'created', to: 'PENDING', attempt: 0, by: BY_API });
    return outcomes;
  }

  /** Rejects with `JobNotFoundError`. */
  async get(id: string): Promise<Job> {
    const job = await this.store.find(id);
    if (!job) throw new JobNotFoundError(id);
    return job;
  }

  list(query: JobQuery): Promise<JobPage> {
    return this.store.list(query);
  }

  /** Ends a job that has not ended. With `onlyPending` a running one is refused too. */
  async cancel(id: string, { onlyPending = false, by = BY_API } = {}): Promise<Job> {
    const { job } = await this.changes.change(id, (current) => {
      if (onlyPending && current.status === 'PROCESSING') throw new IllegalMoveError(current, CANCELLED_UNRUN);
      return cancel(current, this.moment(by));
    });
    return job;
  }

  /** Runs a failed or cancelled job again: same id and age. */
  async retry(id: string, by = BY_API): Promise<Job> {
    const { job } = await this.changes.change(id, (current) => {
      if (current.status === 'COMPLETED') throw new IllegalMoveError(current, RUN_AGAIN_UNCHANGED);
      return reopen(current, this.moment(by));
    });
    return job;
  }

  /**
   * Runs an ended job again with another payload: a new job, linked both ways, due at once. Rejects with
   * `InvalidRequestError` when the type refuses the payload.
   */
  async retryAs(id: string, payload: JsonObject, by = BY_API): Promise<Job> {
    const job = await this.get(id);
    if (!isFinal(job.status)) throw new IllegalMoveError(job, 'run again');
    const faults = this.types.check(job.type, payload);
    if (faults.length > 0) throw new InvalidRequestError(faults);
    const { scheduledFor: _scheduledFor, expiresAt: _expiresAt, ...wanted } = job;
    const copy = await this.insert({ ...this.prepare({ ...wanted, payload }), retryOf: id });
    await this.link(id, copy.id, by);
    return copy;
  }

  /** After the copy is stored, so that a link never names nothing. The copy stands whatever becomes of the link. */
  private async link(id: string, copyId: string, by: string): Promise<void> {
    try {
      await this.changes.change(id, (current) =>
        isFinal(current.status) ? linkRetry(current, copyId, this.moment(by)) : null,
      );
    } catch (error) {
      this.logger.warn({ msg: 'retry not linked', jobId: id, copyId, err: error });
    }
  }

  private async insert(job: Job): Promise<Job> {
    await this.add([job]);
    return job;
  }

  private moment(by = BY_API): { at: Date; by: string } {
    return { at: this.clock.now(), by };
  }
}
