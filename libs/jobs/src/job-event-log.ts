import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { JobEvents } from './job-events';

/** Writes a line for each thing that happened to a job. */
@Injectable()
export class JobEventLog implements OnModuleInit {
  private readonly logger = new Logger('Job');

  constructor(private readonly events: JobEvents) {}

  onModuleInit(): void {
    // The note is left out: it may quote what a worker said about a payload.
    this.events.all$.subscribe(({ jobId, type, event, to, attempt, by }) => {
      this.logger.log({ event, jobId, type, to, attempt, by });
    });
  }
}
