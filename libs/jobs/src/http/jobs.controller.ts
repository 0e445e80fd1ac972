import type { JobRowView, JobView } from '@fasttrack/contracts';
import { TOTAL_COUNT_CAP } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { BodyOf, NoBody } from '@fasttrack/foundation/http/body-of';
import { hangUpOf } from '@fasttrack/foundation/http/hang-up';
import { NoQuery, QueryOf } from '@fasttrack/foundation/http/query-of';
import { linkPath } from '@fasttrack/foundation/http/paths';
import { Controller, Delete, Get, HttpCode, Logger, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFinal } from '../job';
import type { Job } from '../job';
import { JobTypes } from '../job-types/job-types';
import { JobWaiter } from '../job-waiter';
import type { NewJob } from '../jobs.service';
import { JobsService } from '../jobs.service';
import { Simulations } from '../simulation/simulations';
import { Submits } from '../submits';
import { TestAid } from '../test-aid';
import { callerOf } from './caller';
import { GetJobDto } from './get-job.dto';
import { ApiCancel, ApiDelete, ApiGetJob, ApiHallucinate, ApiListJobs, ApiRetry, ApiSubmit } from './jobs.openapi';
import { retryAfterSeconds } from './job-view';
import { JobViews } from './job-views';
import { keyedRequestOf, tellReplay } from './keyed-request';
import { ListJobsDto, jobQueryOf, nextPageOf } from './list-jobs.dto';
import { needKnownType } from './need-known-type';
import { newJobOf } from './new-job-of';
import { preferredWait } from './preferred-wait';
import { RetryJobDto, SubmitJobDto } from './submit-job.dto';

/** `/jobs` for those who submit and watch. */
@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly jobs: JobsService,
    private readonly types: JobTypes,
    private readonly simulations: Simulations,
    private readonly testAid: TestAid,
    private readonly views: JobViews,
    private readonly clock: Clock,
    private readonly waiter: JobWaiter,
    private readonly submits: Submits,
  ) {}

  @ApiSubmit()
  @Post()
  async submit(
    @BodyOf(SubmitJobDto) body: SubmitJobDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const knowledge = { types: this.types, simulations: this.simulations };
    const wanted = (now: Date): NewJob => newJobOf(body, knowledge, now);
    const { job, isReplay } = await this.submits.submit(keyedRequestOf(request), wanted);
    tellReplay(reply, isReplay);
    void reply.header('location', linkPath(request, `/jobs/${job.id}`));
    const wait = preferredWait(request.headers['prefer']);
    if (wait === undefined) return this.view(job);
    void reply.header('preference-applied', `wait=${wait}`);
    return this.view(await this.orAsItWas(job, this.waiter.untilFinal(job.id, wait * 1000, hangUpOf(reply))));
  }

  @ApiListJobs()
  @RouteConfig({ isVersioned: true })
  @Get()
  async list(
    @QueryOf(ListJobsDto) query: ListJobsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobRowView[]> {
    needKnownType(this.types, query.type);
    const page = await this.jobs.list(jobQueryOf(query));
    void reply.header('x-total-count', Math.min(page.total, TOTAL_COUNT_CAP));
    if (page.isTotalCapped) void reply.header('x-total-count-capped', 'true');
    if (page.next !== undefined)
      void reply.header('link', `<${linkPath(request, nextPageOf(query, page.next))}>; rel="next"`);
    if (page.isPartial) void reply.header('x-partial', 'true');
    return this.views.rows(page.rows);
  }

  @ApiGetJob()
  @RouteConfig({ isVersioned: true })
  @Get(':id')
  async get(
    @Param('id') id: string,
    @QueryOf(GetJobDto) { wait }: GetJobDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView | undefined> {
    if (wait !== undefined) {
      await this.waiter.untilFinal(id, wait * 1000, hangUpOf(reply));
      // The tag before the job: a change in between makes the answer newer than its tag, never older.
      if (await reply.isUnchanged()) {
        void reply.status(304);
        return undefined;
      }
    }
    const job = await this.jobs.get(id);
    if (!isFinal(job.status)) void reply.header('retry-after', retryAfterSeconds(job, this.clock.now()));
    return this.views.current(job);
  }

  @ApiDelete()
  @Delete(':id')
  async delete(
    @Param('id') id: string,
    @NoBody() _body: undefined,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
  ): Promise<JobView> {
    return this.view(await this.jobs.cancel(id, { onlyPending: true, by: callerOf(request) }));
  }

  @ApiCancel()
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(
    @Param('id') id: string,
    @NoBody() _body: undefined,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
  ): Promise<JobView> {
    return this.view(await this.jobs.cancel(id, { by: callerOf(request) }));
  }

  @ApiRetry()
  @Post(':id/retry')
  async retry(
    @Param('id') id: string,
    @BodyOf(RetryJobDto, { presence: 'optional' }) body: RetryJobDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    if (!body.payload) {
      void reply.status(200);
      return this.view(await this.jobs.retry(id, callerOf(request)));
    }
    const job = await this.jobs.retryAs(id, body.payload, callerOf(request));
    void reply.header('location', linkPath(request, `/jobs/${job.id}`));
    return this.view(job);
  }

  @ApiHallucinate()
  @Post(':id/hallucinate')
  @HttpCode(200)
  async hallucinate(
    @Param('id') id: string,
    @NoBody() _body: undefined,
    @NoQuery() _query: undefined,
  ): Promise<JobView> {
    return this.view(await this.testAid.hallucinate(id));
  }

  /** The job is stored and was promised: a store that cannot be read now takes nothing back. */
  private async orAsItWas(job: Job, later: Promise<Job>): Promise<Job> {
    try {
      return await later;
    } catch (error) {
      this.logger.warn({ msg: 'job not read at the end of a wait', jobId: job.id, err: error });
      return job;
    }
  }

  private view(job: Job): Promise<JobView> {
    return this.views.of(job);
  }
}
