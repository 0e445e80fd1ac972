import type { JobStatus, StatsView } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, Get } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { JobFigures } from '../job-figures.port';
import { ApiStats } from './jobs.openapi';

const noJobs = (): Record<JobStatus, number> =>
  Object.fromEntries(JOB_STATUSES.map((status) => [status, 0])) as Record<JobStatus, number>;

/** Figures about all jobs; no call reads a job. */
@ApiTags('stats')
@Controller('stats')
export class StatsController {
  constructor(private readonly figures: JobFigures) {}

  @ApiStats()
  @RouteConfig({ isVersioned: true })
  @Get()
  async stats(@NoQuery() _query: undefined): Promise<StatsView> {
    const byStatus = noJobs();
    const byType: Record<string, Record<JobStatus, number>> = {};
    let total = 0;
    for (const { status, type, count } of await this.figures.counts()) {
      byStatus[status] += count;
      (byType[type] ??= noJobs())[status] += count;
      total += count;
    }
    return { total, byStatus, byType };
  }
}
