import type { BatchOutcomeView } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf, bodyCheck } from '@fasttrack/foundation/http/body-of';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { JobTypes } from '../job-types/job-types';
import type { NewJob } from '../jobs.service';
import { JobsService } from '../jobs.service';
import { ApiSubmitBatch } from './batch.openapi';
import { toJobView } from './job-view';
import { newJobOf } from './new-job-of';
import { SubmitBatchDto } from './submit-batch.dto';
import { SubmitJobDto } from './submit-job.dto';

const checkJob = bodyCheck(SubmitJobDto);

/** Many jobs by one request. */
@ApiTags('jobs')
@Controller('jobs/batch')
export class BatchController {
  constructor(
    private readonly jobs: JobsService,
    private readonly types: JobTypes,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  @ApiSubmitBatch()
  @RouteConfig({ isBatch: true })
  @Post()
  @HttpCode(200)
  async submit(
    @BodyOf(SubmitBatchDto) { jobs }: SubmitBatchDto,
    @NoQuery() _query: undefined,
  ): Promise<BatchOutcomeView[]> {
    const now = this.clock.now();
    const wishes = jobs.map((body) => this.wish(body, now));
    const stored = await this.jobs.submitAll(wishes.filter((wish): wish is NewJob => !isFault(wish)));
    const answers = stored.map((job): BatchOutcomeView => ({ status: 201, job: toJobView(job, this.clock.now()) }));
    return wishes.flatMap((wish) => (isFault(wish) ? refusal(wish) : answers.splice(0, 1)));
  }

  private wish(body: unknown, now: Date): NewJob | InvalidRequestError {
    try {
      return { maxAttempts: this.config.maxAttempts, ...newJobOf(checkJob(body), this.types, now) };
    } catch (error) {
      if (error instanceof InvalidRequestError) return error;
      throw error;
    }
  }
}

const isFault = (wish: NewJob | InvalidRequestError): wish is InvalidRequestError =>
  wish instanceof InvalidRequestError;

const refusal = ({ message, faults }: InvalidRequestError): BatchOutcomeView => ({
  status: 400,
  error: message,
  errors: faults,
});
