import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { Counter, Histogram } from 'prom-client';
import { isFinal } from './job';
import type { JobHappening } from './job-events';
import { JobEvents } from './job-events';

/** From a worker that is free to a job that waits for a day. */
const WAIT_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86_400];
/** From a quick answer to a workflow of an hour. */
const RUN_BUCKETS_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

/** Counts what happened to jobs in this process; the sum over all processes is what happened. */
@Injectable()
export class JobMetrics implements OnModuleInit {
  private readonly created;
  private readonly finished;
  private readonly attempts;
  private readonly waits;
  private readonly runs;

  constructor(
    private readonly events: JobEvents,
    { registry }: Metrics,
  ) {
    const registers = [registry];
    this.created = new Counter({
      name: 'fasttrack_jobs_created_total',
      help: 'Jobs that were stored',
      labelNames: ['type'],
      registers,
    });
    this.finished = new Counter({
      name: 'fasttrack_jobs_finished_total',
      help: 'Jobs that came to their end, by the status they ended with',
      labelNames: ['type', 'status'],
      registers,
    });
    this.attempts = new Counter({
      name: 'fasttrack_attempts_total',
      help: 'Runs that ended, by what that did to the job',
      labelNames: ['type', 'outcome'],
      registers,
    });
    this.waits = new Histogram({
      name: 'fasttrack_job_wait_seconds',
      help: 'Time from the moment a job was due to its claim',
      labelNames: ['type'],
      buckets: WAIT_BUCKETS_SECONDS,
      registers,
    });
    this.runs = new Histogram({
      name: 'fasttrack_job_run_seconds',
      help: 'Time from a claim to the end of the run',
      labelNames: ['type'],
      buckets: RUN_BUCKETS_SECONDS,
      registers,
    });
  }

  onModuleInit(): void {
    this.events.all$.subscribe((happening) => {
      this.count(happening);
    });
  }

  private count({ type, event, from, to, waitMs, runMs }: JobHappening): void {
    if (event === 'created') this.created.inc({ type });
    if (from !== to && isFinal(to)) this.finished.inc({ type, status: to });
    if (from === 'PROCESSING' && to !== 'PROCESSING') this.attempts.inc({ type, outcome: event });
    if (waitMs !== undefined) this.waits.observe({ type }, waitMs / 1000);
    if (runMs !== undefined) this.runs.observe({ type }, runMs / 1000);
  }
}
