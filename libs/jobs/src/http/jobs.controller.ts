import type { JobRowView, JobView } from '@fasttrack/contracts';
import { TOTAL_COUNT_CAP } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { FeatureOffError, InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { NoQuery, QueryOf } from '@fasttrack/foundation/http/query-of';
import { linkPath } from '@fasttrack/foundation/http/paths';
import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFinal } from '../job';
import type { Job } from '../job';
import { JobCallbacks } from '../job-callbacks';
import { IllegalMoveError } from '../job.errors';
import { BadCursorError } from '../job-store.port';
import { JobsService } from '../jobs.service';
import { ApiCancel, ApiDelete, ApiGetJob, ApiHallucinate, ApiListJobs, ApiRetry, ApiSubmit } from './jobs.openapi';
import { toJobView, toRowView } from './job-view';
import { ListJobsDto } from './list-jobs.dto';
import { PromptPayloadDto, RetryJobDto, SubmitJobDto } from './submit-job.dto';

/** What the test aid answers in place of an AI: it looks like JSON and is none. */
const MALFORMED_RESULT = '{"answer": "As a language model, I am sure that this is JSON, "confidence": 1.0,';

/** `/jobs` for those who submit and watch. */
@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly callbacks: JobCallbacks,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  @ApiSubmit()
  @Post()
  async submit(
    @BodyOf(SubmitJobDto) body: SubmitJobDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const { prompt, type = 'prompt', priority, expects } = body;
    const { maxAttempts } = this.config;
    const job = await this.jobs.submit({ type, payload: { prompt }, priority, expects, maxAttempts });
    void reply.header('location', linkPath(request, `/jobs/${job.id}`));
    return this.view(job);
  }

  @ApiListJobs()
  @RouteConfig({ isVersioned: true })
  @Get()
  async list(
    @QueryOf(ListJobsDto) query: ListJobsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRowView[]> {
    const page = await this.jobs.list(query).catch((error: unknown) => {
      if (!(error instanceof BadCursorError)) throw error;
      throw new InvalidRequestError([
        { pointer: '?cursor', detail: 'cursor must be taken from a Link header of this list' },
      ]);
    });
    void reply.header('x-total-count', Math.min(page.total, TOTAL_COUNT_CAP));
    if (page.isTotalCapped) void reply.header('x-total-count-capped', 'true');
    if (page.next !== undefined)
      void reply.header('link', `<${linkPath(request, nextPage(query, page.next))}>; rel="next"`);
    const now = this.clock.now();
    return page.rows.map((row) => toRowView(row, now));
  }

  @ApiGetJob()
  @RouteConfig({ isVersioned: true })
  @Get(':id')
  async get(
    @Param('id') id: string,
    @NoQuery() _query: undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const job = await this.jobs.get(id);
    if (!isFinal(job.status)) void reply.header('retry-after', 1);
    return this.view(job);
  }

  @ApiDelete()
  @Delete(':id')
  async delete(@Param('id') id: string, @NoQuery() _query: undefined): Promise<JobView> {
    return this.view(await this.jobs.cancel(id, true));
  }

  @ApiCancel()
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string, @NoQuery() _query: undefined): Promise<JobView> {
    return this.view(await this.jobs.cancel(id));
  }

  @ApiRetry()
  @Post(':id/retry')
  async retry(
    @Param('id') id: string,
    @BodyOf(RetryJobDto, 'optional') body: RetryJobDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    if (!body.payload) {
      void reply.status(200);
      return this.view(await this.jobs.retry(id));
    }
    checkPayload(body.payload);
    const job = await this.jobs.retryAs(id, body.payload);
    void reply.header('location', linkPath(request, `/jobs/${job.id}`));
    return this.view(job);
  }

  @ApiHallucinate()
  @Post(':id/hallucinate')
  @HttpCode(200)
  async hallucinate(@Param('id') id: string, @NoQuery() _query: undefined): Promise<JobView> {
    if (!this.config.isHallucinateEnabled) throw new FeatureOffError('The test aid', 'HALLUCINATE_ENABLED=true');
    const { job, verdict } = await this.callbacks.settle({ kind: 'completed', jobId: id, result: MALFORMED_RESULT });
    if (verdict !== 'accepted') throw new IllegalMoveError(job, 'completed');
    return this.view(job);
  }

  private view(job: Job): JobView {
    return toJobView(job, this.clock.now());
  }
}

function nextPage({ status, type, limit }: ListJobsDto, cursor: string): string {
  const query = new URLSearchParams({ ...(status && { status }), ...(type && { type }), limit: String(limit), cursor });
  return `/jobs?${query.toString()}`;
}

/** The payload of a prompt job obeys the rules of its submit, and has nothing else. */
function checkPayload(payload: Readonly<Record<string, unknown>>): void {
  BodyOf.check(PromptPayloadDto, payload, '/payload');
}
