import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, Get, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiReadiness, ApiWell } from './health.openapi';
import { Probes } from './probes';

/** Probes for people and orchestrators. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly probes: Probes) {}

  @ApiOperation({ summary: 'Whether everything works' })
  @ApiReadiness()
  @Get()
  check(@NoQuery() _query: undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return this.ready(undefined, reply);
  }

  @ApiOperation({ summary: 'Whether the process lives; depends on nothing' })
  @ApiWell()
  @Get('live')
  live(@NoQuery() _query: undefined): Promise<object> {
    return this.probes.live();
  }

  @ApiOperation({ summary: 'Whether requests can be served' })
  @ApiReadiness()
  @Get('ready')
  async ready(@NoQuery() _query: undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    try {
      return await this.probes.ready();
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      void reply.status(503);
      return error.getResponse() as object;
    }
  }
}
