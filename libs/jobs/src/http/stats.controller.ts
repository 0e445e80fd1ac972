import type { JobStatus, StatsView, TokenCounts, TrendView } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { NoQuery, QueryOf } from '@fasttrack/foundation/http/query-of';
import { Controller, Get } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { TypeUsage } from '../job-figures.port';
import { JobFigures } from '../job-figures.port';
import { JobTypes } from '../job-types/job-types';
import { trendQuery, trendView } from '../trend/trend-view';
import { needKnownType } from './need-known-type';
import { ApiStats, ApiTrend } from './stats.openapi';
import { TrendDto } from './trend.dto';

const noJobs = (): Record<JobStatus, number> =>
  Object.fromEntries(JOB_STATUSES.map((status) => [status, 0])) as Record<JobStatus, number>;

const NO_TOKENS: TokenCounts = { inputTokens: 0, outputTokens: 0 };

/** The sums by type, and of all types. */
function usageOf(types: readonly TypeUsage[]): NonNullable<StatsView['usage']> {
  const byType: Record<string, TokenCounts> = {};
  const total = { ...NO_TOKENS };
  for (const { type, ...counts } of types) {
    byType[type] = counts;
    total.inputTokens += counts.inputTokens;
    total.outputTokens += counts.outputTokens;
  }
  return { ...total, byType };
}

/** Figures about all jobs; one job is read at most, the one that waits longest. */
@ApiTags('stats')
@Controller('stats')
export class StatsController {
  constructor(
    private readonly figures: JobFigures,
    private readonly types: JobTypes,
    private readonly clock: Clock,
  ) {}

  @ApiStats()
  @RouteConfig({ isVersioned: true })
  @Get()
  async stats(@NoQuery() _query: undefined): Promise<StatsView> {
    const [counts, oldest, usage] = await Promise.all([
      this.figures.counts(),
      this.figures.oldestWaiting(),
      this.figures.usage(),
    ]);
    const byStatus = noJobs();
    const byType = Object.fromEntries(this.types.names.map((name) => [name, noJobs()]));
    let total = 0;
    for (const { status, type, count } of counts) {
      byStatus[status] += count;
      (byType[type] ??= noJobs())[status] += count;
      total += count;
    }
    return {
      ...{ total, byStatus, byType },
      ...(oldest && { oldestWaiting: oldest.toISOString() }),
      ...(usage.length > 0 && { usage: usageOf(usage) }),
    };
  }

  @ApiTrend()
  @RouteConfig({ isVersioned: true })
  @Get('trend')
  async trend(@QueryOf(TrendDto) { range, type }: TrendDto): Promise<TrendView> {
    needKnownType(this.types, type);
    const wish = { range, type, now: this.clock.now() };
    return trendView(wish, await this.figures.trend(trendQuery(wish)));
  }
}
