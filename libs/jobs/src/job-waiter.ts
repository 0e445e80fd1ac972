import { setTimeout as pause } from 'node:timers/promises';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { outsideRequest } from '@fasttrack/foundation/logging/request-scope';
import { AwaitedJobs } from './awaited-jobs';
import { ChangeBell } from './change-bell.port';
import type { Job } from './job';
import { isFinal } from './job';
import { JobNotFoundError } from './job.errors';
import { JobStore } from './job-store.port';

/** Pause between two looks at all awaited jobs. */
const LOOK_MS = 1000;
/** Jobs that one look reads at a time. */
const LOOK_WIDTH = 16;

/** Lets callers wait for the end of a job. */
@Injectable()
export class JobWaiter implements OnModuleInit, OnModuleDestroy {
  private readonly awaited = new AwaitedJobs();
  private looks: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly store: JobStore,
    private readonly bell: ChangeBell,
  ) {}

  onModuleInit(): void {
    this.bell.endings$.subscribe(({ jobId }) => {
      this.awaited.ring(jobId);
    });
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    for (const id of this.awaited.ids) this.awaited.ring(id);
  }

  /**
   * Resolves with the job as it is once it has ended, `ms` have passed, the caller hung up or the process stops. Rejects
   * with `JobNotFoundError`, and as the store does when it cannot be read then.
   */
  async untilFinal(id: string, ms: number, hangUp: AbortSignal): Promise<Job> {
    const end = performance.now() + ms;
    // Before the first look: an ending between the two is heard.
    const waiter = this.awaited.enter(id);
    try {
      for (;;) {
        const job = await this.get(id);
        const leftMs = end - performance.now();
        if (isFinal(job.status) || leftMs <= 0 || hangUp.aborted || this.isStopping) return job;
        this.startLooking();
        await waiter.next(leftMs, hangUp);
      }
    } finally {
      this.awaited.leave(id, waiter);
    }
  }

  private async get(id: string): Promise<Job> {
    const job = await this.store.find(id);
    if (!job) throw new JobNotFoundError(id);
    return job;
  }

  private startLooking(): void {
    this.looks ??= outsideRequest(() => this.lookWhileAwaited());
  }

  /**
   * A ring may be lost on its way between processes. A look costs one read by key for each job, however many wait for
   * it, a few at a time; the next one begins a second after it, so that a slow store is asked more seldom.
   */
  private async lookWhileAwaited(): Promise<void> {
    while (this.awaited.ids.length > 0) {
      await pause(LOOK_MS, undefined, { ref: false });
      const ids = this.awaited.ids;
      for (let from = 0; from < ids.length; from += LOOK_WIDTH)
        await Promise.all(ids.slice(from, from + LOOK_WIDTH).map((id) => this.lookAt(id)));
    }
    // In the same tick as the last count: who comes now must start looks of its own.
    this.looks = undefined;
  }

  private async lookAt(id: string): Promise<void> {
    try {
      const job = await this.store.find(id);
      if (!job || isFinal(job.status)) this.awaited.ring(id);
    } catch {
      // The next look asks again, and the end of the wait tells the caller.
    }
  }
}
