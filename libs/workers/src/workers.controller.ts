import type { JobView, LeaseView } from '@fasttrack/contracts';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { hangUpOf } from '@fasttrack/foundation/http/hang-up';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import type { Job } from '@fasttrack/jobs/job';
import { JobViews } from '@fasttrack/jobs/http/job-views';
import { Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ClaimJobDto } from './claim-job.dto';
import { CompleteRunDto } from './complete-run.dto';
import { FailRunDto, toRunError } from './fail-run.dto';
import { HeartbeatDto, progressOf } from './heartbeat.dto';
import { PullClaims } from './pull-claims';
import { WorkerRuns } from './worker-runs';
import { ApiComplete, ApiFail, ApiHeartbeat, ApiProcess } from './workers.openapi';

const optional = { presence: 'optional' } as const;

/** Jobs for workers that ask for them. */
@ApiTags('workers')
@Controller()
export class WorkersController {
  constructor(
    private readonly claims: PullClaims,
    private readonly runs: WorkerRuns,
    private readonly config: AppConfig,
    private readonly views: JobViews,
  ) {}

  @ApiProcess()
  @RouteConfig({ isForWorkers: true })
  @Post('process')
  @HttpCode(200)
  async process(
    @BodyOf(ClaimJobDto, optional) { types, worker = 'worker', leaseSeconds, wait = 0 }: ClaimJobDto,
    @NoQuery() _query: undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView | undefined> {
    this.demandKnown(types);
    const leaseMs = inMs(leaseSeconds) ?? this.config.leaseMs;
    const job = await this.claims.claim({ worker, types, leaseMs, waitMs: wait * 1000 }, hangUpOf(reply));
    if (job) return this.view(job);
    void reply.status(204);
    return undefined;
  }

  @ApiComplete()
  @RouteConfig({ isForWorkers: true, isAboutRun: true, hasResult: true })
  @Post('complete/:id')
  @HttpCode(200)
  async complete(
    @Param('id') jobId: string,
    @BodyOf(CompleteRunDto, optional) { attempt, result }: CompleteRunDto,
    @NoQuery() _query: undefined,
  ): Promise<JobView> {
    return this.view(await this.runs.complete({ jobId, attempt }, result));
  }

  @ApiFail()
  @RouteConfig({ isForWorkers: true, isAboutRun: true })
  @Post('fail/:id')
  @HttpCode(200)
  async fail(
    @Param('id') jobId: string,
    @BodyOf(FailRunDto, optional) body: FailRunDto,
    @NoQuery() _query: undefined,
  ): Promise<JobView> {
    const { attempt, retryAfter } = body;
    return this.view(await this.runs.fail({ jobId, attempt }, toRunError(body), inMs(retryAfter)));
  }

  @ApiHeartbeat()
  @RouteConfig({ isForWorkers: true, isAboutRun: true })
  @Post('heartbeat/:id')
  @HttpCode(200)
  async heartbeat(
    @Param('id') jobId: string,
    @BodyOf(HeartbeatDto, optional) body: HeartbeatDto,
    @NoQuery() _query: undefined,
  ): Promise<LeaseView> {
    const { attempt, leaseSeconds } = body;
    const beat = { leaseMs: inMs(leaseSeconds), progress: progressOf(body) };
    const until = await this.runs.heartbeat({ jobId, attempt }, beat);
    return { cancelRequested: false, leaseUntil: until.toISOString() };
  }

  private demandKnown(types: readonly string[] = []): void {
    const { executors } = this.config;
    const detail = `types must be of ${[...executors.keys()].join(', ')}`;
    const faults = types.flatMap((type, index) =>
      executors.has(type) ? [] : [{ pointer: `/types/${index}`, detail }],
    );
    if (faults.length > 0) throw new InvalidRequestError(faults);
  }

  private view(job: Job): Promise<JobView> {
    return this.views.of(job);
  }
}

const inMs = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1000);
