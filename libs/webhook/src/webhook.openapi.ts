import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { MALFORMED_CALLBACK, STALE_CALLBACK } from '@fasttrack/foundation/http/problem-examples';
import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { CALLBACK_RULE, CallbackDto, TokenCallbackDto } from './callback.dto';

const HEADERS: Readonly<Record<string, string>> = {
  'X-Shared-Secret': 'A secret of WEBHOOK_SECRET; X-Webhook-Secret does as well',
  'X-Webhook-Secret': 'A secret of WEBHOOK_SECRET',
  'Webhook-Id': 'Standard Webhooks: the same for each sending of one message',
  'Webhook-Timestamp': 'Standard Webhooks: seconds since 1970, within five minutes of now',
  'Webhook-Signature':
    'Standard Webhooks: v1 signatures of id, timestamp and body, separated by spaces. The key is what follows whsec_ in base64, or the bytes of the secret',
};

const describe = (summary: string, description: string, body: typeof TokenCallbackDto): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ...Object.entries(HEADERS).map(([name, text]) =>
      ApiHeader({ name, required: false, description: text, schema: { type: 'string' } }),
    ),
    ApiExtraModels(body),
    ApiBody({ schema: { allOf: [{ $ref: getSchemaPath(body) }, CALLBACK_RULE] } }),
    ApiResponse({
      status: 200,
      description: 'The job as it is now; one that had ended is unchanged',
      content: answerOf('Job'),
    }),
    ApiProblems(MALFORMED_CALLBACK, 401, 404, STALE_CALLBACK, 413, 415, 503),
  );

/** Documents the callback of a sender that knows the secret. */
export const DescribeCallback = (): MethodDecorator =>
  describe(
    'Bring a job to its end',
    'One proof suffices: the secret in a header, or a signature. A signed message that comes again changes nothing.',
    CallbackDto,
  );

/** Documents the callback of a sender that was given an address for one run. */
export const DescribeTokenCallback = (): MethodDecorator =>
  applyDecorators(
    ApiParam({
      name: 'token',
      description: 'From callback.url of a job that was handed over',
      schema: { type: 'string' },
    }),
    describe(
      'Bring a job to its end by the address of its run',
      'The token is the proof, good for one run until some time after its deadline. The body need not name the job.',
      TokenCallbackDto,
    ),
  );
