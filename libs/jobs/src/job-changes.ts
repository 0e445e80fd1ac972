import { Injectable } from '@nestjs/common';
import type { Job } from './job';
import type { JobChange } from './job-change';
import { applyChange } from './job-change';
import { JobEvents, changeOf } from './job-events';
import { JobContendedError, JobNotFoundError } from './job.errors';
import { JobStore } from './job-store.port';

/** Rounds against other writers before we give up; a job has a handful of writers at the very worst. */
const MAX_ROUNDS = 20;

/** What a call left behind: the job may be as another writer made it. */
export interface ChangeOutcome {
  /** The job as it is now. */
  readonly job: Job;
  /** Whether this call changed it. */
  readonly hasChanged: boolean;
}

/** Changes one job at a time: reads it, asks what to do, writes by compare-and-set, and starts again when another won. */
@Injectable()
export class JobChanges {
  constructor(
    private readonly store: JobStore,
    private readonly events: JobEvents,
  ) {}

  /**
   * `decide` sees the job as stored and gives the change to make, or `null` to leave it. It may throw, and it may be
   * called several times. Rejects with `JobNotFoundError`, `JobContendedError` or `StoreUnavailableError`.
   */
  async change(id: string, decide: (job: Job) => JobChange | null): Promise<ChangeOutcome> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const job = await this.store.find(id);
      if (!job) throw new JobNotFoundError(id);
      const change = decide(job);
      if (!change) return { job, hasChanged: false };
      const [outcome] = await this.store.apply([change]);
      if (outcome === 'applied') {
        this.events.emit(changeOf(job, change));
        return { job: applyChange(job, change), hasChanged: true };
      }
    }
    throw new JobContendedError(id);
  }
}
