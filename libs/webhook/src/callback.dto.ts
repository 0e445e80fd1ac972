import type { JobError } from '@fasttrack/contracts';
import type { Callback } from '@fasttrack/jobs/job-callbacks';
import { ANY_JSON } from '@fasttrack/foundation/http/any-json';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsIn, IsInt, IsNotEmpty, IsString, Min } from 'class-validator';
import { CallbackMalformedError } from './callback.errors';

const OUTCOMES = ['COMPLETED', 'FAILED'] as const;
const MESSAGE_MAX_LENGTH = 2000;

/** What a body needs beyond its members: a result, unless the run failed. */
export const CALLBACK_RULE = {
  anyOf: [{ required: ['result'] }, { required: ['status'], properties: { status: { enum: ['FAILED'] } } }],
};

/** Body of a callback. */
export class CallbackDto {
  @ApiProperty({ minLength: 1, example: '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11' })
  @IsString({ message: 'jobId must be a string' })
  @IsNotEmpty({ message: 'jobId must not be empty' })
  jobId!: string;

  @ApiPropertyOptional({
    anyOf: ANY_JSON,
    description: 'Any JSON, or a string. Needed unless status is FAILED',
    example: '{"success":true}',
  })
  @Allow()
  result?: unknown;

  @ApiPropertyOptional({ enum: OUTCOMES, default: 'COMPLETED' })
  @MayBeAbsent()
  @IsIn(OUTCOMES, { message: 'status must be COMPLETED or FAILED' })
  status?: (typeof OUTCOMES)[number];

  @ApiPropertyOptional({
    anyOf: ANY_JSON,
    description: 'Why it failed: a text, or {message, retryable}',
    example: 'The model refused',
  })
  @Allow()
  error?: unknown;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: 'The run that this is about; without it the latest',
  })
  @MayBeAbsent()
  @IsInt({ message: 'attempt must be a whole number' })
  @Min(0, { message: 'attempt must not be negative' })
  attempt?: number;
}

/** What the worker means. Rejects with `CallbackMalformedError` when a result was to come and none is there. */
export function toCallback({ jobId, attempt, status, error, ...rest }: CallbackDto): Callback {
  const run = { jobId, ...(typeof attempt === 'number' && { attempt }) };
  if (status === 'FAILED') return { ...run, kind: 'failed', error: toJobError(error) };
  if (rest.result === undefined) {
    throw new CallbackMalformedError([{ pointer: '/result', detail: 'result is missing; null is allowed' }]);
  }
  return { ...run, kind: 'completed', result: rest.result };
}

function toJobError(error: unknown): JobError {
  const { message, retryable } = (typeof error === 'object' && error !== null ? error : { message: error }) as Record<
    string,
    unknown
  >;
  return {
    code: 'worker_error',
    message: (typeof message === 'string' && message !== '' ? message : 'The worker gave no reason').slice(
      0,
      MESSAGE_MAX_LENGTH,
    ),
    retryable: retryable !== false,
  };
}
