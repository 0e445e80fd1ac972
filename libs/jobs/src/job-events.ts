import { Injectable } from '@nestjs/common';
import type { JobEventName, JobStatus } from '@fasttrack/contracts';
import { Subject } from 'rxjs';
import type { Job, JobEvent, Usage } from './job';
import type { JobChange } from './job-change';

/** Something that happened to a job and is stored. */
export interface JobHappening {
  readonly jobId: string;
  readonly type: string;
  readonly event: JobEventName;
  /** Absent for `created`. */
  readonly from?: JobStatus;
  readonly to: JobStatus;
  readonly attempt: number;
  readonly by: string;
  /** A claim: how long the job had been due. */
  readonly waitMs?: number;
  /** The end of a run: how long it took from its claim. Absent when its lease was lost: nobody saw its end. */
  readonly runMs?: number;
  /** The end of a run that a model was asked in: what it used. */
  readonly used?: Usage;
}

/** That a job was claimed, from the job as the claim gave it. */
export const claimOf = ({ id, type, attempt, startedAt, dueAt }: Job, by: string): JobHappening => ({
  jobId: id,
  type,
  event: 'claimed',
  from: 'PENDING',
  to: 'PROCESSING',
  attempt,
  by,
  ...(startedAt && { waitMs: Math.max(0, startedAt.getTime() - dueAt.getTime()) }),
});

/** That a job was changed, from the job as it was before. */
export const changeOf = (before: Job, { event, used }: JobChange): JobHappening => ({
  jobId: before.id,
  type: before.type,
  ...event,
  ...(endsRun(event) && before.startedAt && { runMs: Math.max(0, event.at.getTime() - before.startedAt.getTime()) }),
  ...(used && { used }),
});

const endsRun = ({ from, to }: JobEvent): boolean => from === 'PROCESSING' && to !== 'PROCESSING';

/** Says what happened, after it was stored; logs, metrics and leases listen. Only of this process. */
@Injectable()
export class JobEvents {
  private readonly happenings = new Subject<JobHappening>();
  readonly all$ = this.happenings.asObservable();

  emit(happening: JobHappening): void {
    this.happenings.next(happening);
  }
}
