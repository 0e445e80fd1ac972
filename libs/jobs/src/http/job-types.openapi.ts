import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { ControlTypeDto } from './control-type.dto';

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
    ApiBody({ type: ControlTypeDto }),
    ApiResponse({ status: 200, description: 'The type as it is now', content: answerOf('JobType') }),
    ApiProblems(400, 404, 413, 415, 503),
  );
