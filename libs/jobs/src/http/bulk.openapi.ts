import { BULK_ACTIONS, BULK_MAX_IDS, BULK_PACE_DEFAULT, BULK_PACE_MAX } from '@fasttrack/contracts';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { BAD_BULK, TOO_MANY_OPERATIONS } from '@fasttrack/foundation/http/problem-examples';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { JobFilterDto } from './job-filter.dto';

const JOB_ID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const action = { type: 'string' as const, enum: [...BULK_ACTIONS] };

const BY_IDS = {
  title: 'The jobs that are named',
  type: 'object' as const,
  required: ['action', 'ids'],
  additionalProperties: false,
  properties: {
    action,
    ids: {
      type: 'array' as const,
      minItems: 1,
      maxItems: BULK_MAX_IDS,
      uniqueItems: true,
      items: { type: 'string' as const, pattern: JOB_ID },
    },
  },
};

const BY_FILTER = {
  title: 'All jobs of a filter',
  type: 'object' as const,
  required: ['action', 'filter'],
  additionalProperties: false,
  properties: {
    action,
    filter: { $ref: getSchemaPath(JobFilterDto) },
    dryRun: { type: 'boolean' as const, default: false, description: 'Count and show some, and change nothing' },
    pace: {
      type: 'integer' as const,
      minimum: 1,
      maximum: BULK_PACE_MAX,
      default: BULK_PACE_DEFAULT,
      description: 'Most jobs that are changed in a second',
    },
  },
};

/** Documents `POST /jobs/bulk`. */
export const ApiBulk = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(JobFilterDto),
    ApiOperation({
      summary: 'Retry or cancel many jobs',
      description:
        'With `ids` each is changed at once and answered for itself. With `filter` an operation changes all jobs that ' +
        'the action can change and that were there when it began; an empty filter means all jobs. Try it with `dryRun` first.',
    }),
    ApiBody({
      schema: { oneOf: [BY_IDS, BY_FILTER], example: { action: 'retry', filter: { status: 'FAILED' }, dryRun: true } },
    }),
    ApiResponse({ status: 200, description: 'What became of each, or the dry run', content: answerOf('BulkAnswer') }),
    ApiResponse({
      status: 202,
      description: 'The operation has begun',
      headers: { Location: { description: 'Path of the operation', schema: { type: 'string' } } },
      content: answerOf('Operation'),
    }),
    ApiProblems(BAD_BULK, TOO_MANY_OPERATIONS, 413, 415, 503),
  );
