import { Clock } from '@fasttrack/foundation/clock/clock';
import { QueryOf } from '@fasttrack/foundation/http/query-of';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FORMATS } from '../export/export-format';
import { JobExports } from '../export/job-exports';
import { JobTypes } from '../job-types/job-types';
import { ExportJobsDto } from './export.dto';
import { ApiExportJobs } from './export.openapi';
import { jobFilterOf } from './job-filter.dto';
import { needKnownType } from './need-known-type';

/** A caller that takes nothing for so long is gone. */
const PATIENCE_MS = 60_000;

/** All jobs of a filter as a file. */
@ApiTags('jobs')
@Controller('jobs/export')
export class ExportController {
  constructor(
    private readonly exports: JobExports,
    private readonly types: JobTypes,
    private readonly clock: Clock,
  ) {}

  @ApiExportJobs()
  @Get()
  async export(
    @QueryOf(ExportJobsDto) query: ExportJobsDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    needKnownType(this.types, query.type);
    const format = FORMATS[query.format];
    // Who asks for the headers alone gets no jobs read.
    const file = request.method === 'HEAD' ? '' : await this.exports.open(jobFilterOf(query), format);
    const at = this.clock
      .now()
      .toISOString()
      .replace(/[-:]|\.\d+/g, '');
    reply.raw.setTimeout(PATIENCE_MS);
    await reply
      .header('content-type', format.contentType)
      .header('content-disposition', `attachment; filename="fasttrack-jobs-${at}.${query.format}"`)
      .header('cache-control', 'no-store')
      .send(file);
  }
}
