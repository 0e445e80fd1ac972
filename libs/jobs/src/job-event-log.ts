import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { JobEvents } from './job-events';

/** Writes a line for each thing that happened to a job. */
@Injectable()
export class JobEventLog implements OnModuleInit {
  private readonly logger = new Logger('Job');

  constructor(private readonly events: JobEvents) {}

  onModuleInit(): void {
    this.events.all$.subscribe((happening) => {
      this.logger.log(happening);
    });
  }
}
