import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { SCHEMAS } from './openapi-schemas';

/** JSON of one of the named schemas, with its example. */
export const answerOf = (name: keyof typeof SCHEMAS): Record<string, object> => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example: SCHEMAS[name].example },
});

/** Documents the error answers of a route. */
export const ApiProblems = (...statuses: readonly number[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: STATUS_CODES[status] ?? 'Error',
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: { ...SCHEMAS.Problem.example, status, title: STATUS_CODES[status] },
          },
        },
      }),
    ),
  );
