import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { ApiProblems } from '../http/openapi';
import { NoQuery } from '../http/query-of';
import { Metrics } from './metrics';

/** Figures for Prometheus. */
@ApiTags('service')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @ApiOperation({ summary: 'Figures of this process for Prometheus' })
  @ApiResponse({
    status: 200,
    description: 'The text format of Prometheus',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'fasttrack_dependency_up{dependency="store"} 1' } },
  })
  @ApiProblems(400)
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Get()
  text(@NoQuery() _query: undefined): Promise<string> {
    return this.metrics.text();
  }
}
