import type { ServiceView } from '@fasttrack/contracts';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { isReferenceClosed } from '@fasttrack/foundation/http/open-routes';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { linkPath } from '@fasttrack/foundation/http/paths';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, Get, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { VERSION } from '@fasttrack/foundation/process/version';

/** Says what this is and where its parts are. */
@ApiTags('service')
@Controller()
export class ServiceController {
  constructor(private readonly config: AppConfig) {}

  @ApiOperation({ summary: 'What this service is' })
  @ApiResponse({ status: 200, description: 'The service', content: answerOf('Service') })
  @ApiProblems(400)
  @Get()
  service(@NoQuery() _query: undefined, @Req() request: FastifyRequest): ServiceView {
    const link = (path: string): string => linkPath(request, path);
    return {
      name: 'Fast Track',
      version: VERSION,
      environment: this.config.environment,
      storage: this.config.storage.kind === 'sqlite' ? 'embedded' : 'scale-out',
      hallucinate: this.config.isHallucinateEnabled,
      executors: Object.fromEntries(this.config.executors),
      links: {
        ...(!isReferenceClosed(this.config) && { docs: link('/docs'), openapi: link('/openapi.json') }),
        health: link('/health'),
        jobs: link('/jobs'),
      },
    };
  }
}
