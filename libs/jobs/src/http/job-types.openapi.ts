import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import type { ProblemCase } from '@fasttrack/foundation/http/problem-examples';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOperation, ApiParam, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { CONCURRENCY_RULE, ControlTypeDto } from './control-type.dto';

const BAD_CONCURRENCY: ProblemCase = {
  status: 400,
  code: 'request.invalid',
  detail: CONCURRENCY_RULE,
  errors: [{ pointer: '/concurrency', detail: CONCURRENCY_RULE }],
};
const UNKNOWN_TYPE: ProblemCase = { status: 404, code: 'type.not-found', detail: 'There is no job type fax' };

/** Documents `GET /job-types`. */
export const ApiListTypes = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'List the job types: their JSON Schemas, how their jobs are run, how they are held back' }),
    ApiResponse({ status: 200, description: 'All types', content: answerOf('JobTypes') }),
    ApiProblems(400, 503),
  );

/** Documents `PATCH /job-types/:name`. */
export const ApiControlType = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Pause or resume a type, or change how many of its jobs run at once',
      description:
        'Holds for all processes within a second, and after a restart. Jobs that run go on; jobs that wait keep their places.',
    }),
    ApiParam({ name: 'name', schema: { type: 'string' }, example: 'report' }),
    ApiExtraModels(ControlTypeDto),
    ApiBody({ required: true, schema: { allOf: [{ $ref: getSchemaPath(ControlTypeDto) }], minProperties: 1 } }),
    ApiResponse({ status: 200, description: 'The type as it is now', content: answerOf('JobType') }),
    ApiProblems(BAD_CONCURRENCY, UNKNOWN_TYPE, 413, 415, 503),
  );
