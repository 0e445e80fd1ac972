import { Injectable, Logger } from '@nestjs/common';
import type { JobError } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { Job, Progress } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { JobChanges } from '@fasttrack/jobs/job-changes';
import type { Moment } from '@fasttrack/jobs/job-life';
import { complete, failRun } from '@fasttrack/jobs/job-life';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { JobContendedError, JobNotFoundError } from '@fasttrack/jobs/job.errors';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { RunOverError, StaleRunError } from './worker.errors';

/** Rounds against other writers before we give up. */
const MAX_ROUNDS = 20;

/** Which run a worker speaks of; without `attempt` that of the moment. */
export interface Run {
  readonly jobId: string;
  readonly attempt?: number | undefined;
}

/** A sign of life. */
export interface Heartbeat {
  /** From now on; without it the usual lease, or what is left of a longer one. */
  readonly leaseMs?: number | undefined;
  readonly progress?: Omit<Progress, 'at'> | undefined;
}

/**
 * What workers say about their runs. Rejects with `JobNotFoundError`, with `StaleRunError` when the job has gone on to
 * another run, and with `RunOverError` when nobody runs it.
 */
@Injectable()
export class WorkerRuns {
  private readonly logger = new Logger('WorkerRuns');

  constructor(
    private readonly store: JobStore,
    private readonly changes: JobChanges,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly rules: TypeRules,
  ) {}

  /** Ends the job with a result. */
  complete(run: Run, result: unknown): Promise<Job> {
    return this.end(run, (job, moment) => complete(job, { result }, moment));
  }

  /**
   * Ends the run: the job is due again after `retryAfterMs`, without it at once or as its type says; or FAILED when it has
   * no run left or none could help. A target that is busy (`rate_limited`) and says when to come again costs no run.
   */
  fail(run: Run, error: JobError, retryAfterMs?: number): Promise<Job> {
    const countsAsAttempt = retryAfterMs === undefined || error.code !== 'rate_limited';
    return this.end(run, (job, moment) => {
      const afterMs = retryAfterMs ?? this.rules.ownBackoffMs(job);
      return failRun(job, { error, afterMs, countsAsAttempt }, moment);
    });
  }

  /** Holds on to the job. Resolves with the time at which it is lost without another heartbeat. */
  async heartbeat(run: Run, { leaseMs, progress }: Heartbeat): Promise<Date> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const job = await this.store.find(run.jobId);
      if (!job) throw new JobNotFoundError(run.jobId);
      this.demandRun(job, run);
      const now = this.clock.now();
      const ms = leaseMs ?? Math.max(this.config.leaseMs, leftMs(job, now));
      const noted = progress && { progress: { ...progress, at: now } };
      const [outcome] = await this.store.renew([{ id: job.id, attempt: job.attempt, leaseMs: ms, ...noted }]);
      // The deadline of a run that ends by a callback stays.
      if (outcome === 'renewed') return leaseEnd(job, new Date(now.getTime() + ms));
    }
    throw new JobContendedError(run.jobId);
  }

  private async end(run: Run, change: (job: Job, moment: Moment) => JobChange): Promise<Job> {
    const { job } = await this.changes.change(run.jobId, (current) => {
      this.demandRun(current, run);
      return change(current, { at: this.clock.now(), by: current.lease?.holder ?? 'worker' });
    });
    return job;
  }

  private demandRun(job: Job, { attempt = job.attempt }: Run): void {
    if (attempt === job.attempt && job.status === 'PROCESSING') return;
    this.logger.log({ msg: 'late word of a worker', verdict: 'late', jobId: job.id, attempt, status: job.status });
    throw attempt === job.attempt ? new RunOverError(job) : new StaleRunError(job, attempt);
  }
}

const leftMs = ({ lease }: Job, now: Date): number => (lease ? lease.until.getTime() - now.getTime() : 0);

function leaseEnd({ lease }: Job, wanted: Date): Date {
  if (lease?.handedOver) return lease.until;
  return lease?.deadline && lease.deadline < wanted ? lease.deadline : wanted;
}
