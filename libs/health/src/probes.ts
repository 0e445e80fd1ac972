import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { JobQueue } from '@fasttrack/queue/job-queue.port';
import { Injectable } from '@nestjs/common';
import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';

/** How a process is: `degraded` serves everything, only later or less well, and its details say why. */
export type Readiness = Omit<HealthCheckResult, 'status'> & {
  readonly status: HealthCheckResult['status'] | 'degraded';
};

/** Asks what this process depends on how it is. */
@Injectable()
export class Probes {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly figures: JobFigures,
    private readonly queue: JobQueue,
  ) {}

  /** Depends on nothing. */
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** Rejects with `ServiceUnavailableException`, whose response has the details, when jobs cannot be stored. */
  async ready(): Promise<Readiness> {
    // A queue inside the process has nothing that could fail.
    const shared = this.queue.isShared ? [() => this.bells()] : [];
    const result = await this.health.check([() => this.store(), ...shared]);
    const isDegraded = Object.values(result.details).some((detail) => detail['degraded'] === true);
    return isDegraded ? { ...result, status: 'degraded' } : result;
  }

  private async store(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('store');
    try {
      await this.figures.check();
      return indicator.up();
    } catch {
      return indicator.down({ message: 'jobs cannot be stored' });
    }
  }

  private async bells(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('queue');
    const message = await this.queue.degradation();
    return message === null ? indicator.up() : indicator.up({ degraded: true, message });
  }
}
