import type { JobView } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { MALFORMED_CALLBACK, STALE_CALLBACK } from '@fasttrack/foundation/http/problem-examples';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { toJobView } from '@fasttrack/jobs/http/job-view';
import { JobCallbacks } from '@fasttrack/jobs/job-callbacks';
import { Controller, HttpCode, Logger, Post, Req, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { rememberVerdict } from './callback-metrics';
import { CallbackProofGuard } from './callback-proof';
import { CallbackMalformedError } from './callback.errors';
import { CALLBACK_RULE, CallbackDto, toCallback } from './callback.dto';

/** Takes results from workers. */
@ApiTags('callbacks')
@UseGuards(CallbackProofGuard)
@Controller()
export class WebhookController {
  private readonly logger = new Logger('Callback');

  constructor(
    private readonly callbacks: JobCallbacks,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: 'Bring a job to its end',
    description: 'The secret may come as X-Shared-Secret or as x-webhook-secret.',
  })
  @ApiHeader({ name: 'X-Shared-Secret', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'X-Webhook-Secret', required: false, schema: { type: 'string' } })
  @ApiExtraModels(CallbackDto)
  @ApiBody({ schema: { allOf: [{ $ref: getSchemaPath(CallbackDto) }, CALLBACK_RULE] } })
  @ApiResponse({
    status: 200,
    description: 'The job as it is now; one that had ended is unchanged',
    content: answerOf('Job'),
  })
  @ApiProblems(MALFORMED_CALLBACK, 401, 404, STALE_CALLBACK, 413, 415, 503)
  @RouteConfig({ isCallback: true })
  @Post(['webhook/callback', 'jobs/webhook/callback'])
  @HttpCode(200)
  async callback(
    @BodyOf(CallbackDto, { refusal: CallbackMalformedError }) body: CallbackDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
  ): Promise<JobView> {
    const { job, verdict } = await this.callbacks.settle(toCallback(body));
    rememberVerdict(request, verdict);
    this.logger.log({ msg: 'callback', verdict, jobId: job.id, attempt: body.attempt ?? job.attempt });
    return toJobView(job, this.clock.now());
  }
}
