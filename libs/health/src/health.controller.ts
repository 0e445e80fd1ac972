import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { Controller, Get, Res, ServiceUnavailableException, applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';

const UNWELL = {
  status: 'error',
  info: {},
  error: { store: { status: 'down', message: 'jobs cannot be stored' } },
  details: { store: { status: 'down', message: 'jobs cannot be stored' } },
};

const ApiWell = (): MethodDecorator =>
  applyDecorators(ApiResponse({ status: 200, description: 'Well', content: answerOf('Health') }), ApiProblems(400));
const ApiUnwell = (): MethodDecorator =>
  ApiResponse({
    status: 503,
    description: 'Jobs cannot be stored',
    content: { 'application/json': { ...answerOf('Health')['application/json'], example: UNWELL } },
  });

/** Probes for people and orchestrators. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly figures: JobFigures,
  ) {}

  @ApiOperation({ summary: 'Whether everything works' })
  @ApiWell()
  @ApiUnwell()
  @Get()
  check(@NoQuery() _query: undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return this.ready(undefined, reply);
  }

  @ApiOperation({ summary: 'Whether the process lives; depends on nothing' })
  @ApiWell()
  @Get('live')
  live(@NoQuery() _query: undefined): Promise<object> {
    return this.health.check([]);
  }

  @ApiOperation({ summary: 'Whether requests can be served' })
  @ApiWell()
  @ApiUnwell()
  @Get('ready')
  async ready(@NoQuery() _query: undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    try {
      return await this.health.check([() => this.store()]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      void reply.status(503);
      return error.getResponse() as object;
    }
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
}
