import type { JobTypeView } from '@fasttrack/contracts';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, Get, Param, Patch, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { JobTypeControl } from '../job-types/job-type-control';
import { JobTypeViews } from '../job-types/job-type-views';
import { UnknownTypeError } from '../job.errors';
import { ControlTypeDto } from './control-type.dto';
import { ApiControlType, ApiListTypes } from './job-types.openapi';

/** Who changed something where nobody needs a key. */
const ANYBODY = 'api';

/** The kinds of jobs that this installation takes, and how they are held back. */
@ApiTags('job types')
@Controller('job-types')
export class JobTypesController {
  constructor(
    private readonly views: JobTypeViews,
    private readonly control: JobTypeControl,
  ) {}

  @ApiListTypes()
  @Get()
  list(@NoQuery() _query: undefined): Promise<JobTypeView[]> {
    return this.views.all();
  }

  @ApiControlType()
  @Patch(':name')
  async change(
    @Param('name') name: string,
    @BodyOf(ControlTypeDto) { paused, concurrency }: ControlTypeDto,
    @NoQuery() _query: undefined,
    @Req() { apiKeyName }: FastifyRequest,
  ): Promise<JobTypeView> {
    if (paused === undefined && concurrency === undefined)
      throw new InvalidRequestError([{ pointer: '', detail: 'the body must have paused, concurrency or both' }]);
    await this.control.change({ type: name, paused, concurrency, by: apiKeyName ?? ANYBODY });
    const view = (await this.views.all()).find((type) => type.name === name);
    if (!view) throw new UnknownTypeError(name);
    return view;
  }
}
