import type { CallbackEntry } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { linkPath } from '@fasttrack/foundation/http/paths';
import { QueryOf } from '@fasttrack/foundation/http/query-of';
import { isKnown } from '@fasttrack/foundation/http/versioned-answers';
import { CallbackLog } from '@fasttrack/jobs/callbacks/callback-log.port';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallbackRecorder } from './callback-recorder';
import { ApiListCallbacks } from './callbacks.openapi';
import { ListCallbacksDto, callbackQueryOf, nextCallbacksOf } from './list-callbacks.dto';

/** Shows what came in at the callback routes. */
@ApiTags('callbacks')
@Controller('callbacks')
export class CallbacksController {
  constructor(
    private readonly log: CallbackLog,
    private readonly recorder: CallbackRecorder,
    private readonly clock: Clock,
  ) {}

  @ApiListCallbacks()
  @Get()
  async list(
    @QueryOf(ListCallbacksDto) query: ListCallbacksDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly CallbackEntry[] | undefined> {
    // Who calls back and then looks finds it.
    await this.recorder.flush();
    if (isKnown(reply, await this.log.version(), this.clock.now())) {
      void reply.status(304);
      return undefined;
    }
    const found = await this.log.list(callbackQueryOf(query));
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    if (found.length > page.length && last)
      void reply.header('link', `<${linkPath(request, nextCallbacksOf(query, last.id))}>; rel="next"`);
    return page;
  }
}
