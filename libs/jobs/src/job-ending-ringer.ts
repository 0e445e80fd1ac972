import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ChangeBell } from './change-bell.port';
import { isFinal } from './job';
import { JobEvents } from './job-events';

/** Rings for each job that ended here. */
@Injectable()
export class JobEndingRinger implements OnModuleInit {
  constructor(
    private readonly events: JobEvents,
    private readonly bell: ChangeBell,
  ) {}

  onModuleInit(): void {
    this.events.all$.subscribe(({ jobId, to }) => {
      if (isFinal(to)) this.bell.ring({ jobId, to });
    });
  }
}
