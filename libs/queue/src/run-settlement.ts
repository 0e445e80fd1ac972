import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Outcome } from '@fasttrack/executors/executor.port';
import type { Job } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { JobChanges } from '@fasttrack/jobs/job-changes';
import type { Moment } from '@fasttrack/jobs/job-life';
import { complete, fail, failRun, handOver, putBack, timeOut } from '@fasttrack/jobs/job-life';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';

/** How often a settlement is tried while the store is away; by then the lease has most likely run out. */
const MAX_TRIES = 20;
const RETRY_MS = 500;

/** Writes down how a run ended, unless the job has moved on. */
@Injectable()
export class RunSettlement {
  constructor(
    private readonly changes: JobChanges,
    private readonly clock: Clock,
    private readonly rules: TypeRules,
  ) {}

  /**
   * `run.signal` aborted by `timeout`: the run failed; by anything else: it is given back unused. Rejects when the store
   * stays unavailable.
   */
  async settle(job: Job, outcome: Outcome, run: { by: string; signal: AbortSignal }): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.changes.change(job.id, (current) => this.decide(job, current, outcome, run));
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || tries === MAX_TRIES) throw error;
        await delay(RETRY_MS);
      }
    }
  }

  private decide(job: Job, current: Job, outcome: Outcome, run: { by: string; signal: AbortSignal }): JobChange | null {
    if (current.status !== 'PROCESSING' || current.attempt !== job.attempt) return null;
    const moment: Moment = { at: this.clock.now(), by: run.by };
    if (run.signal.aborted) {
      const hasEnded = outcome.kind === 'accepted' || outcome.kind === 'done';
      if (!hasEnded) return this.stopped(current, String(run.signal.reason), moment);
    }
    return this.changeFor(current, outcome, moment);
  }

  private stopped(job: Job, reason: string, moment: Moment): JobChange {
    return reason === 'timeout'
      ? timeOut(job, this.rules.backoffMs(job), moment)
      : putBack(job, `stopped: ${reason}`, moment);
  }

  private changeFor(job: Job, outcome: Outcome, moment: Moment): JobChange {
    switch (outcome.kind) {
      case 'accepted':
        return handOver(job, outcome.deadline, moment);
      case 'done':
        return complete(job, outcome, moment);
      case 'give-up':
        return fail(job, outcome.error, moment, outcome.usage);
      case 'retry': {
        const afterMs = outcome.afterMs ?? this.rules.backoffMs(job);
        const { error, countsAsAttempt, usage } = outcome;
        return failRun(job, { error, afterMs, countsAsAttempt, usage }, moment);
      }
    }
  }
}
