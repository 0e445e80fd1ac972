import type { BatchOutcomeView } from '@fasttrack/contracts';
import type { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf, bodyCheck } from '@fasttrack/foundation/http/body-of';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Job } from '../job';
import { JobTypes } from '../job-types/job-types';
import { Simulations } from '../simulation/simulations';
import { Submits } from '../submits';
import type { Wish } from '../wish';
import { isFault, wishOf } from '../wish';
import { ApiSubmitBatch } from './batch.openapi';
import { JobViews } from './job-views';
import { keyedRequestOf, tellReplay } from './keyed-request';
import { newJobOf } from './new-job-of';
import { SubmitBatchDto } from './submit-batch.dto';
import { SubmitJobDto } from './submit-job.dto';

const checkJob = bodyCheck(SubmitJobDto);

/** Many jobs by one request. */
@ApiTags('jobs')
@Controller('jobs/batch')
export class BatchController {
  constructor(
    private readonly submits: Submits,
    private readonly types: JobTypes,
    private readonly simulations: Simulations,
    private readonly views: JobViews,
  ) {}

  @ApiSubmitBatch()
  @RouteConfig({ isBatch: true })
  @Post()
  @HttpCode(200)
  async submit(
    @BodyOf(SubmitBatchDto) { jobs }: SubmitBatchDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchOutcomeView[]> {
    const knowledge = { types: this.types, simulations: this.simulations };
    const wishes = (now: Date): Wish[] => jobs.map((body) => wishOf(() => newJobOf(checkJob(body), knowledge, now)));
    const { outcomes, isReplay } = await this.submits.submitAll(keyedRequestOf(request), wishes);
    tellReplay(reply, isReplay);
    const views = await this.views.all(outcomes.filter((outcome): outcome is Job => !isFault(outcome)));
    const answers = views.map((job): BatchOutcomeView => ({ status: 201, job }));
    return outcomes.flatMap((outcome) => (isFault(outcome) ? refusal(outcome) : answers.splice(0, 1)));
  }
}

const refusal = ({ message, faults }: InvalidRequestError): BatchOutcomeView => ({
  status: 400,
  error: message,
  errors: faults,
});
