import type { JobTypeView } from '@fasttrack/contracts';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { JobTypes } from '../job-types/job-types';

/** The kinds of jobs that this installation takes. */
@ApiTags('job types')
@Controller('job-types')
export class JobTypesController {
  constructor(
    private readonly types: JobTypes,
    private readonly config: AppConfig,
  ) {}

  @ApiOperation({ summary: 'List the job types with their JSON Schemas' })
  @ApiResponse({ status: 200, description: 'All types', content: answerOf('JobTypes') })
  @ApiProblems(400)
  @Get()
  list(@NoQuery() _query: undefined): JobTypeView[] {
    return this.types.all.map((type) => ({ ...type, executor: this.config.executors.get(type.name) ?? 'pull' }));
  }
}
