import { Injectable } from '@nestjs/common';
import type { CallbackVerdict, JobError } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import type { Job } from './job';
import { isFinal } from './job';
import type { JobChange } from './job-change';
import { JobChanges } from './job-changes';
import type { Moment } from './job-life';
import { complete, fail, failRun } from './job-life';
import { TypeRules } from './job-types/type-rules';
import { StaleAttemptError } from './job.errors';

/** What a worker says about a job: its result, or why it failed. Without `attempt` it means the latest run. */
export type Callback = { readonly jobId: string; readonly attempt?: number } & (
  { readonly kind: 'completed'; readonly result: unknown } | { readonly kind: 'failed'; readonly error: JobError }
);

/** What became of a callback that was proven, understood and not refused. */
export type Verdict = Extract<CallbackVerdict, 'accepted' | 'duplicate' | 'late'>;

/** Brings jobs to their end by what workers call back. */
@Injectable()
export class JobCallbacks {
  constructor(
    private readonly changes: JobChanges,
    private readonly clock: Clock,
    private readonly rules: TypeRules,
  ) {}

  /**
   * A job that has ended stays as it is. Rejects with `JobNotFoundError`, or with `StaleAttemptError` when the callback
   * is of another run than the job's.
   */
  async settle(callback: Callback): Promise<{ job: Job; verdict: Verdict }> {
    const { job, hasChanged } = await this.changes.change(callback.jobId, (current) => this.decide(current, callback));
    if (hasChanged) return { job, verdict: 'accepted' };
    return { job, verdict: isSameOutcome(job, callback) ? 'duplicate' : 'late' };
  }

  /** A message that was settled before changes nothing. Rejects with `JobNotFoundError`. */
  async repeat(jobId: string): Promise<{ job: Job; verdict: Verdict }> {
    const { job } = await this.changes.change(jobId, () => null);
    return { job, verdict: 'duplicate' };
  }

  private decide(job: Job, callback: Callback): JobChange | null {
    if (isFinal(job.status)) return null;
    if (isOfAnotherRun(job, callback)) throw new StaleAttemptError(job, callback.attempt ?? 0);
    const moment: Moment = { at: this.clock.now(), by: 'callback' };
    if (callback.kind === 'completed') return complete(job, callback, moment);
    if (job.status === 'PROCESSING') {
      return failRun(job, { error: callback.error, afterMs: this.rules.backoffMs(job), countsAsAttempt: true }, moment);
    }
    // A waiting job has no run to fail: before its first it ends; between two runs the failure was counted already.
    return job.attempt === 0 || !callback.error.retryable ? fail(job, callback.error, moment) : null;
  }
}

/**
 * Whether the run that is meant came to the end that is told, and by a worker's word. Who calls back has no other code
 * than `worker_error`.
 */
function isSameOutcome(job: Job, callback: Callback): boolean {
  if (isOfAnotherRun(job, callback) || job.status === 'CANCELLED') return false;
  if (job.status === 'COMPLETED') return callback.kind === 'completed';
  return callback.kind === 'failed' && job.error?.code === 'worker_error';
}

const isOfAnotherRun = (job: Job, { attempt }: Callback): boolean => attempt !== undefined && attempt !== job.attempt;
