import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const STORE_DOWN = { store: { status: 'down', message: 'jobs cannot be stored' } };
const DEGRADED = {
  store: { status: 'up' },
  queue: { status: 'up', degraded: true, message: 'Redis cannot be reached: jobs start up to a second later' },
};
const UNWELL = { status: 'error', info: {}, error: STORE_DOWN, details: STORE_DOWN };

/** The schema of a probe's answer, with examples of its own. */
const answersLike = (examples: object): Record<string, object> => ({
  'application/json': { schema: { $ref: '#/components/schemas/Health' }, ...examples },
});

/** That the process lives. */
export const ApiWell = (): MethodDecorator =>
  applyDecorators(ApiResponse({ status: 200, description: 'Well', content: answerOf('Health') }), ApiProblems(400));

/** That requests are served, perhaps less well, or not. */
export const ApiReadiness = (): MethodDecorator =>
  applyDecorators(
    ApiResponse({
      status: 200,
      description: 'Well, or `degraded`: everything is served, only later',
      content: answersLike({
        examples: {
          ok: {
            value: { status: 'ok', info: { store: DEGRADED.store }, error: {}, details: { store: DEGRADED.store } },
          },
          degraded: { value: { status: 'degraded', info: DEGRADED, error: {}, details: DEGRADED } },
        },
      }),
    }),
    ApiResponse({ status: 503, description: 'Jobs cannot be stored', content: answersLike({ example: UNWELL }) }),
    ApiProblems(400),
  );
