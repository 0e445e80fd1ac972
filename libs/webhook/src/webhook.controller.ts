import type { JobView } from '@fasttrack/contracts';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { JobViews } from '@fasttrack/jobs/http/job-views';
import { JobCallbacks } from '@fasttrack/jobs/job-callbacks';
import { Controller, HttpCode, Logger, Post, Req, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { rememberVerdict } from './callback-log/callback-verdict';
import { CallbackProofGuard, proofOf } from './callback-proof';
import { CallbackMalformedError } from './callback.errors';
import { CallbackDto, TokenCallbackDto, toCallback } from './callback.dto';
import { RememberedMessages } from './remembered-messages';
import { DescribeCallback, DescribeTokenCallback } from './webhook.openapi';

/** Takes results from workers. */
@ApiTags('callbacks')
@UseGuards(CallbackProofGuard)
@Controller()
export class WebhookController {
  private readonly logger = new Logger('Callback');

  constructor(
    private readonly callbacks: JobCallbacks,
    private readonly messages: RememberedMessages,
    private readonly views: JobViews,
  ) {}

  @DescribeCallback()
  @RouteConfig({ isCallback: true })
  @Post(['webhook/callback', 'jobs/webhook/callback'])
  @HttpCode(200)
  callback(
    @BodyOf(CallbackDto, { refusal: CallbackMalformedError }) body: CallbackDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
  ): Promise<JobView> {
    return this.settle(body, request);
  }

  @DescribeTokenCallback()
  @RouteConfig({ isCallback: true })
  @Post(['webhook/callback/:token', 'jobs/webhook/callback/:token'])
  @HttpCode(200)
  callbackByToken(
    @BodyOf(TokenCallbackDto, { refusal: CallbackMalformedError }) body: TokenCallbackDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
  ): Promise<JobView> {
    return this.settle(body, request);
  }

  private async settle(body: TokenCallbackDto, request: FastifyRequest): Promise<JobView> {
    const proof = proofOf(request);
    const messageKey = proof?.messageKey;
    const callback = toCallback(body, proof?.grant);
    const isRepeat = messageKey !== undefined && this.messages.has(messageKey);
    const { job, verdict } = await (isRepeat ? this.callbacks.repeat(callback.jobId) : this.callbacks.settle(callback));
    if (messageKey !== undefined) this.messages.add(messageKey);
    const attempt = callback.attempt ?? job.attempt;
    rememberVerdict(request, verdict, attempt);
    this.logger.log({ msg: 'callback', verdict, jobId: job.id, attempt });
    return this.views.of(job);
  }
}
