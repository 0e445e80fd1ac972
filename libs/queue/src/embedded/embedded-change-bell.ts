import { Injectable } from '@nestjs/common';
import type { JobEnding } from '@fasttrack/jobs/change-bell.port';
import { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { Subject } from 'rxjs';

/** Rings inside one process. */
@Injectable()
export class EmbeddedChangeBell extends ChangeBell {
  private readonly endings = new Subject<JobEnding>();
  readonly endings$ = this.endings.asObservable();

  ring(ending: JobEnding): void {
    this.endings.next(ending);
  }
}
