import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';

/** Documents `GET /callbacks`. */
export const ApiListCallbacks = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'List callbacks that came in, newest first',
      description:
        'Every call of the callback routes and what became of it. Of calls without proof only time, address and route ' +
        'are kept, and of many only some: `leftOut` says how many more there were. The log keeps the newest of each ' +
        'verdict and some of each job, for RETENTION_DAYS at most.',
    }),
    ApiHeader({ name: 'If-None-Match', required: false, schema: { type: 'string' } }),
    ApiResponse({
      status: 200,
      description: 'One page',
      headers: {
        ETag: { description: 'Version of the log, for If-None-Match', schema: { type: 'string' } },
        Link: { description: 'rel="next": the next page', schema: { type: 'string' } },
      },
      content: answerOf('CallbackEntries'),
    }),
    ApiResponse({ status: 304, description: 'Nothing changed since the version of If-None-Match' }),
    ApiProblems(400, 503),
  );
