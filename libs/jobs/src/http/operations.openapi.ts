import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { ENDED_OPERATION, UNKNOWN_OPERATION } from '@fasttrack/foundation/http/problem-examples';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';

const ApiOperationId = ApiParam({
  name: 'id',
  schema: { type: 'string' },
  example: '019a0f5e-8b00-7d4f-9a63-4e2f1b0c8d22',
});

/** Documents `GET /operations`. */
export const ApiListOperations = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'List operations, newest first', description: 'They are kept for 30 days.' }),
    ApiResponse({ status: 200, description: 'The newest ones', content: answerOf('Operations') }),
    ApiProblems(400, 503),
  );

/** Documents `GET /operations/:id`. */
export const ApiGetOperation = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Read how far an operation is' }),
    ApiOperationId,
    ApiResponse({ status: 200, description: 'The operation', content: answerOf('Operation') }),
    ApiProblems(400, UNKNOWN_OPERATION, 503),
  );

/** Documents `POST /operations/:id/abort`. */
export const ApiAbortOperation = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Abort an operation',
      description: 'What it has changed stays changed. Jobs that it is changing at this moment are counted afterwards.',
    }),
    ApiOperationId,
    ApiBody({
      required: false,
      description: 'Nothing, or an empty object',
      schema: { type: 'object', additionalProperties: false, maxProperties: 0, example: {} },
    }),
    ApiResponse({ status: 200, description: 'Aborted', content: answerOf('Operation') }),
    ApiProblems(400, UNKNOWN_OPERATION, ENDED_OPERATION, 413, 415, 503),
  );
