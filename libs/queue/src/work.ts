import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { outsideRequest } from '@fasttrack/foundation/logging/request-scope';
import { JobEvents } from '@fasttrack/jobs/job-events';
import { OperationRunner } from '@fasttrack/jobs/operations/operation-runner';
import { TypeOpenings } from '@fasttrack/jobs/type-openings';
import { Dispatcher } from './dispatcher';
import { JobQueue } from './job-queue.port';
import { Sweeper } from './sweeper';

/** Kept back from the grace time so that the store and the server can close in order. */
const CLOSING_MS = 2000;

/** Starts and stops the work of this process, and rings for each job that became ready here. */
@Injectable()
export class Work implements BeforeApplicationShutdown {
  constructor(
    private readonly queue: JobQueue,
    private readonly dispatcher: Dispatcher,
    private readonly sweeper: Sweeper,
    private readonly operations: OperationRunner,
    private readonly events: JobEvents,
    private readonly openings: TypeOpenings,
    private readonly config: AppConfig,
  ) {}

  /** Call it once the server listens: a run that calls back before that would find nobody, or another program. */
  async start(): Promise<void> {
    this.events.all$.subscribe(({ jobId, to }) => {
      // What a bell starts is no part of the request that rang.
      if (to === 'PENDING')
        outsideRequest(() => {
          this.ring(jobId);
        });
    });
    const wake = (): Promise<void> => this.dispatcher.wake();
    if (this.config.worker.isEnabled) this.listenForRoom(wake);
    this.operations.start();
    this.sweeper.start(this.config.worker.isEnabled ? wake : undefined);
    if (this.config.worker.isEnabled) await this.queue.start(wake);
  }

  private listenForRoom(wake: () => Promise<void>): void {
    this.openings.all$.subscribe(() => {
      void outsideRequest(wake);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeper.stop();
    await Promise.all([
      this.operations.stop(),
      this.queue.shutdown(),
      this.dispatcher.stop(Math.max(0, this.config.shutdownMs - CLOSING_MS)),
    ]);
  }

  private ring(jobId: string): void {
    // A line for each job would say no more: the queue says once when it is away, and the sweepers find the job.
    this.queue.enqueue(jobId).catch(() => undefined);
  }
}
