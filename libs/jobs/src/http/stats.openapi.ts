import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';

/** What both have in common: figures that an unchanged poll need not read. */
const ApiFigures = (name: 'Stats' | 'Trend', description: string): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'If-None-Match', required: false, schema: { type: 'string' } }),
    ApiResponse({
      status: 200,
      description,
      headers: {
        ETag: { description: 'Version of the store, for If-None-Match', schema: { type: 'string' as const } },
      },
      content: answerOf(name),
    }),
    ApiResponse({ status: 304, description: 'Nothing changed since the version of If-None-Match' }),
    ApiProblems(400, 503),
  );

/** Documents `GET /stats`. */
export const ApiStats = (): MethodDecorator =>
  applyDecorators(ApiOperation({ summary: 'Count jobs by status and type' }), ApiFigures('Stats', 'The figures'));

/** Documents `GET /stats/trend`. */
export const ApiTrend = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'What happened to jobs over time',
      description:
        'Buckets of one width without a gap, from whole minutes, hours or days of UTC; the last one is still filling. ' +
        'Percentiles come from counted durations: they are exact to 19 %. Jobs that were removed still count.',
    }),
    ApiFigures('Trend', 'The buckets, their total, and the total of as many before them'),
  );
