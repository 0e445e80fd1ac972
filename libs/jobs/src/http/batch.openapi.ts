import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { EMPTY_BATCH } from '@fasttrack/foundation/http/problem-examples';
import { ApiIdempotencyKey, REPLAY_HEADER } from './idempotency.openapi';
import { SubmitBatchDto } from './submit-batch.dto';

/** Documents `POST /jobs/batch`. */
export const ApiSubmitBatch = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Submit many jobs',
      description: 'Answers when all good ones are stored durably. A bad one is refused for itself and stops no other.',
    }),
    ApiBody({ type: SubmitBatchDto }),
    ApiResponse({
      status: 200,
      description: 'What became of each, in order',
      headers: REPLAY_HEADER,
      content: answerOf('BatchOutcomes'),
    }),
    ApiIdempotencyKey(),
    ApiProblems(EMPTY_BATCH, 413, 415, 503),
  );
