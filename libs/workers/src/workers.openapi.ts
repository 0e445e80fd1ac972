import { applyDecorators } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiBody, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { ApiProblems, answerOf } from '@fasttrack/foundation/http/openapi';
import { STALE_RUN } from '@fasttrack/foundation/http/problem-examples';
import { ClaimJobDto } from './claim-job.dto';
import { CompleteRunDto } from './complete-run.dto';
import { FailRunDto } from './fail-run.dto';
import { HeartbeatDto } from './heartbeat.dto';

type LinksObject = NonNullable<NonNullable<OpenAPIObject['components']>['links']>;

const JOB_ID = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';
const answer = (description: string, schema: 'Job' | 'Lease', links: LinksObject = {}): MethodDecorator =>
  ApiResponse({ status: 200, description, content: answerOf(schema), links });
/** What a worker calls next, with the id of the job that it was handed. */
const NEXT: LinksObject = Object.fromEntries(
  ['complete', 'fail', 'heartbeat'].map((call) => [
    call,
    { operationId: `WorkersController_${call}`, parameters: { id: '$response.body#/id' } },
  ]),
);

/** What the calls about a run have in common. */
const ApiAboutRun = (body: typeof CompleteRunDto | typeof FailRunDto | typeof HeartbeatDto): MethodDecorator =>
  applyDecorators(
    ApiParam({ name: 'id', schema: { type: 'string' }, example: JOB_ID }),
    ApiBody({ type: body, required: false }),
    ApiProblems(400, 404, STALE_RUN, 413, 415, 503),
  );

/** Documents `POST /process`. */
export const ApiProcess = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Take the most urgent job',
      description:
        'The job is this worker’s until it calls /complete or /fail, or its lease runs out; /heartbeat holds it longer. A caller that hangs up before its answer takes nothing.',
    }),
    ApiBody({ type: ClaimJobDto, required: false }),
    answer('The job, which is now PROCESSING', 'Job', NEXT),
    ApiResponse({ status: 204, description: 'No job is ready' }),
    ApiProblems(400, 413, 415, 503),
  );

/** Documents `POST /complete/:id`. */
export const ApiComplete = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'End a run with its result' }),
    answer('Completed', 'Job'),
    ApiAboutRun(CompleteRunDto),
  );

/** Documents `POST /fail/:id`. */
export const ApiFail = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'End a run that failed',
      description:
        'While runs are left and another could help, the job is due again after retryAfter, without it at once or as its type says. With the code rate_limited and retryAfter the run is not used up.',
    }),
    answer('PENDING again, or FAILED', 'Job'),
    ApiAboutRun(FailRunDto),
  );

/** Documents `POST /heartbeat/:id`. */
export const ApiHeartbeat = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Hold on to a job',
      description:
        'A worker whose job was cancelled is answered 409 with cancelRequested true. It stops; what it still sends changes nothing.',
    }),
    answer('The job stays with this worker until leaseUntil', 'Lease'),
    ApiAboutRun(HeartbeatDto),
  );
