import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiProblems } from '@fasttrack/foundation/http/openapi';
import { KEYED_JOB_GONE } from '@fasttrack/foundation/http/problem-examples';
import { IDEMPOTENCY_KEY, KEY_PATTERN } from './keyed-request';

/** What an answer to a request under a key may carry. */
export const REPLAY_HEADER = {
  'Idempotent-Replayed': {
    description: 'true: an earlier request with this key made it; it is answered as it is now',
    schema: { type: 'string' as const, enum: ['true'] },
  },
};

/** Documents the key that a submit may carry. */
export const ApiIdempotencyKey = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: IDEMPOTENCY_KEY,
      required: false,
      description:
        'Makes it safe to send a request again: for 24 hours the same body under the same key, of the same caller on the same path, makes nothing twice. Bodies are the same when their JSON is, in any order of members; a default that is written out, or `payload` in place of `prompt`, is another body. A request that is refused takes no key.',
      schema: { type: 'string', pattern: KEY_PATTERN },
      example: 'order-4711',
    }),
    ApiProblems(KEYED_JOB_GONE, 422),
  );
