import { FastTrackError } from '@fasttrack/foundation/errors/fast-track-error';
import { Injectable } from '@nestjs/common';
import type { Job } from './job';
import type { JobChange } from './job-change';
import { applyChange } from './job-change';
import type { ChangeOutcome } from './job-changes';
import { JobEvents, changeOf } from './job-events';
import { JobContendedError, JobNotFoundError } from './job.errors';
import { JobScan } from './job-scan.port';
import { JobStore } from './job-store.port';

/** Rounds against other writers; each costs one read and one write for all jobs that are left. */
const MAX_ROUNDS = 10;

/** What became of one job of many: as of a single call, which rejects where this gives the error. */
export type OneOfMany = ChangeOutcome | FastTrackError;

/** Changes many jobs with one read and one write for all; those that another writer changed meanwhile are asked for again. */
@Injectable()
export class ManyChanges {
  constructor(
    private readonly scan: JobScan,
    private readonly store: JobStore,
    private readonly events: JobEvents,
  ) {}

  /**
   * `decide` sees each job as stored and gives the change to make, or `null` to leave it; a `FastTrackError` that it throws
   * is the outcome of that job. It may be called several times. Answers job by job, in order. Rejects with
   * `StoreUnavailableError`; then it is not known what was changed.
   */
  async change(ids: readonly string[], decide: (job: Job) => JobChange | null): Promise<readonly OneOfMany[]> {
    const outcomes = new Map<string, OneOfMany>();
    for (let round = 0, left = ids; left.length > 0 && round < MAX_ROUNDS; round++) {
      await this.try(left, decide, outcomes);
      left = ids.filter((id) => !outcomes.has(id));
    }
    return ids.map((id) => outcomes.get(id) ?? new JobContendedError(id));
  }

  private async try(
    ids: readonly string[],
    decide: (job: Job) => JobChange | null,
    outcomes: Map<string, OneOfMany>,
  ): Promise<void> {
    const jobs = new Map((await this.scan.findAll(ids)).map((job) => [job.id, job]));
    const wanted: { job: Job; change: JobChange }[] = [];
    for (const id of ids) {
      const job = jobs.get(id);
      const change = job ? decided(job, decide) : new JobNotFoundError(id);
      if (change instanceof FastTrackError) outcomes.set(id, change);
      else if (job && change) wanted.push({ job, change });
      else if (job) outcomes.set(id, { job, hasChanged: false });
    }
    if (wanted.length === 0) return;
    const applied = await this.store.apply(wanted.map(({ change }) => change));
    wanted.forEach(({ job, change }, at) => {
      if (applied[at] !== 'applied') return;
      this.events.emit(changeOf(job, change));
      outcomes.set(job.id, { job: applyChange(job, change), hasChanged: true });
    });
  }
}

function decided(job: Job, decide: (job: Job) => JobChange | null): JobChange | FastTrackError | null {
  try {
    return decide(job);
  } catch (error) {
    if (error instanceof FastTrackError) return error;
    throw error;
  }
}
