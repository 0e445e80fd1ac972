import type { Job } from '@fasttrack/jobs/job';
import type { Outcome } from '../src/executor.port';
import { Executor } from '../src/executor.port';

interface Run {
  readonly job: Job;
  readonly signal: AbortSignal;
  end(outcome: Outcome): void;
  fail(error: unknown): void;
}

/** An executor whose runs go on until a test ends them. An abort ends a run as the port demands: soon, and for a retry. */
export class ManualExecutor extends Executor {
  readonly name = 'simulated';
  readonly runs: Run[] = [];
  private readonly waiting: ((run: Run) => void)[] = [];
  private given = 0;

  constructor(readonly slots = 3) {
    super();
  }

  execute(job: Job, signal: AbortSignal): Promise<Outcome> {
    return new Promise((end, fail) => {
      const run = { job, signal, end, fail };
      this.runs.push(run);
      this.waiting.shift()?.(run);
      signal.addEventListener('abort', () => {
        end({ kind: 'retry', error: ABORTED, countsAsAttempt: true });
      });
    });
  }

  /** Resolves with the next run, in the order of their start. */
  next(): Promise<Run> {
    const run = this.runs[this.given++];
    return run ? Promise.resolve(run) : new Promise((resolve) => this.waiting.push(resolve));
  }
}

const ABORTED = { code: 'worker_error', message: 'aborted', retryable: true } as const;
