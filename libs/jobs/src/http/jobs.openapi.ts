import { EXAMINED_MAX, WAIT_MAX_SECONDS } from '@fasttrack/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { BAD_PROMPT } from '@fasttrack/foundation/http/problem-examples';
import { ApiIdempotencyKey, REPLAY_HEADER } from './idempotency.openapi';
import { RetryJobDto, SubmitJobDto } from './submit-job.dto';

const JOB_ID = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';
const jobAnswer = (description: string, status = 200): MethodDecorator =>
  ApiResponse({ status, description, content: answerOf('Job') });
const etag = { ETag: { description: 'Version of the store, for If-None-Match', schema: { type: 'string' as const } } };
const ApiIfNoneMatch = ApiHeader({ name: 'If-None-Match', required: false, schema: { type: 'string' } });
const ApiJobId = ApiParam({ name: 'id', schema: { type: 'string' }, example: JOB_ID });
const ApiNoBody = ApiBody({
  required: false,
  description: 'Nothing, or an empty object',
  schema: { type: 'object', additionalProperties: false, maxProperties: 0, example: {} },
});
const ApiUnchanged = ApiResponse({ status: 304, description: 'Nothing changed since the version of If-None-Match' });

/** Documents `POST /jobs`. */
export const ApiSubmit = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Submit a job',
      description:
        'Answers when the job is stored durably, before it runs. With `Prefer: wait=…` it answers when the job has ended or the time is over, with the job as it is then.',
    }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: `\`wait=\` and seconds (RFC 7240): more than ${WAIT_MAX_SECONDS} are that many; what cannot be read is ignored`,
      schema: { type: 'string' },
    }),
    ApiBody({ type: SubmitJobDto }),
    ApiResponse({
      status: 201,
      description: 'The job is stored',
      headers: {
        Location: { description: 'Path of the job', schema: { type: 'string' } },
        ...REPLAY_HEADER,
        'Preference-Applied': { description: 'How long it was ready to wait: wait=…', schema: { type: 'string' } },
      },
      content: answerOf('Job'),
    }),
    ApiIdempotencyKey(),
    ApiProblems(BAD_PROMPT, 413, 415, 503),
  );

/** Documents `GET /jobs`. */
export const ApiListJobs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'List jobs, newest first',
      description:
        'Conditions that are given hold all at once. Rows carry neither payload nor history; long texts are cut. ' +
        `A list looks at ${EXAMINED_MAX} jobs at most; when it has not found its rows then, it answers what it has, with X-Partial and a Link that goes on.`,
    }),
    ApiIfNoneMatch,
    ApiResponse({
      status: 200,
      description: 'One page',
      headers: {
        ...etag,
        Link: { description: 'rel="next": the next page', schema: { type: 'string' } },
        'X-Total-Count': { description: 'Jobs that match; stops at 10,000', schema: { type: 'integer' } },
        'X-Total-Count-Capped': { description: 'true: there may be more', schema: { type: 'string' } },
        'X-Partial': { description: 'true: more may match; go on with Link', schema: { type: 'string' } },
      },
      content: answerOf('JobRows'),
    }),
    ApiUnchanged,
    ApiProblems(400, 503),
  );

/** Documents `GET /jobs/:id`. */
export const ApiGetJob = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Read a whole job',
      description:
        'With `wait` it answers once the job has ended or the time is over, and 304 only if nothing changed until then.',
    }),
    ApiJobId,
    ApiIfNoneMatch,
    ApiResponse({
      status: 200,
      description: 'The job',
      headers: {
        ...etag,
        'Retry-After': { description: 'Seconds; only while it has not ended', schema: { type: 'integer' } },
      },
      content: answerOf('Job'),
    }),
    ApiUnchanged,
    ApiProblems(400, 404, 503),
  );

/** Documents `DELETE /jobs/:id`. */
export const ApiDelete = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Cancel a waiting job' }),
    ApiJobId,
    ApiNoBody,
    jobAnswer('Cancelled'),
    ApiProblems(400, 404, 409, 413, 415, 503),
  );

/** Documents `POST /jobs/:id/cancel`. */
export const ApiCancel = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Cancel a job that has not ended' }),
    ApiJobId,
    ApiNoBody,
    jobAnswer('Cancelled'),
    ApiProblems(400, 404, 409, 413, 415, 503),
  );

/** Documents `POST /jobs/:id/retry`. */
export const ApiRetry = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Run an ended job again', description: 'With a payload: a new job, linked to this one.' }),
    ApiJobId,
    ApiBody({ type: RetryJobDto, required: false }),
    jobAnswer('The same job, waiting again'),
    ApiResponse({
      status: 201,
      description: 'A new job with the payload',
      headers: { Location: { description: 'Path of the new job', schema: { type: 'string' } } },
      content: answerOf('Job'),
    }),
    ApiProblems(400, 404, 409, 413, 415, 503),
  );

/** Documents `POST /jobs/:id/hallucinate`. */
export const ApiHallucinate = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Test aid: end a job with a malformed result',
      description: 'Off in production unless switched on.',
    }),
    ApiJobId,
    ApiNoBody,
    jobAnswer('Completed with text that is not JSON'),
    ApiProblems(400, 404, 409, 413, 415, 503),
  );
