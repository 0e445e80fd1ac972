import { Injectable } from '@nestjs/common';
import type { JobEventName, JobStatus } from '@fasttrack/contracts';
import { Subject } from 'rxjs';

/** Something that happened to a job and is stored. */
export interface JobHappening {
  readonly jobId: string;
  readonly type: string;
  readonly event: JobEventName;
  readonly to: JobStatus;
  readonly attempt: number;
  readonly by: string;
}

/** Says what happened, after it was stored; logs, metrics and leases listen. Only of this process. */
@Injectable()
export class JobEvents {
  private readonly happenings = new Subject<JobHappening>();
  readonly all$ = this.happenings.asObservable();

  emit(happening: JobHappening): void {
    this.happenings.next(happening);
  }
}
