import type { BulkOutcomeView, BulkPreviewView, OperationView } from '@fasttrack/contracts';
import { FastTrackError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { linkPath } from '@fasttrack/foundation/http/paths';
import { NoQuery } from '@fasttrack/foundation/http/query-of';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JobTypes } from '../job-types/job-types';
import type { OneOfMany } from '../many-changes';
import { BulkActions } from '../operations/bulk-actions';
import type { BulkRequest } from './bulk.dto';
import { BulkDto, bulkRequestOf } from './bulk.dto';
import { ApiBulk } from './bulk.openapi';
import { callerOf } from './caller';
import { JobViews } from './job-views';
import { toFilterView, toOperationView } from './operation-view';

type ByFilter = Exclude<BulkRequest, { readonly ids: readonly string[] }>;

/** One action on many jobs. */
@ApiTags('jobs')
@Controller('jobs/bulk')
export class BulkController {
  constructor(
    private readonly actions: BulkActions,
    private readonly types: JobTypes,
    private readonly views: JobViews,
  ) {}

  @ApiBulk()
  @Post()
  @HttpCode(200)
  async act(
    @BodyOf(BulkDto) body: BulkDto,
    @NoQuery() _query: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkOutcomeView[] | BulkPreviewView | OperationView> {
    const asked = bulkRequestOf(body, this.types);
    const by = callerOf(request);
    if ('ids' in asked) return this.outcomes(asked.ids, await this.actions.byIds(asked.action, asked.ids, by));
    if (asked.isDryRun) return this.preview(asked);
    const operation = await this.actions.begin(asked.action, asked.filter, { pace: asked.pace, by });
    void reply.status(202).header('location', linkPath(request, `/operations/${operation.id}`));
    return toOperationView(operation);
  }

  private async preview({ action, filter }: ByFilter): Promise<BulkPreviewView> {
    const { total, createdBefore, sample } = await this.actions.preview(action, filter);
    const counted = { total, createdBefore: createdBefore.toISOString() };
    return { action, filter: toFilterView(filter), ...counted, sample: await this.views.rows(sample) };
  }

  private async outcomes(ids: readonly string[], all: readonly OneOfMany[]): Promise<BulkOutcomeView[]> {
    const jobs = all.flatMap((one) => (one instanceof FastTrackError ? [] : [one.job]));
    const views = await this.views.all(jobs);
    return all.map((one, at) => {
      const id = ids[at] ?? '';
      if (one instanceof FastTrackError)
        return { id, status: one.code === 'job.not-found' ? 404 : 409, error: one.message };
      const [job] = views.splice(0, 1);
      return { id, status: 200, job: job as NonNullable<typeof job> };
    });
  }
}
