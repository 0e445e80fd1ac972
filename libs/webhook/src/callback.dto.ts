import type { Callback } from '@fasttrack/jobs/job-callbacks';
import { workerErrorOf } from '@fasttrack/jobs/worker-error';
import { ANY_JSON } from '@fasttrack/foundation/http/any-json';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import type { CallbackGrant } from '@fasttrack/foundation/signing/callback-token';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsIn, IsInt, IsNotEmpty, IsString, Min } from 'class-validator';
import { CallbackAddressUnknownError, CallbackMalformedError } from './callback.errors';

const OUTCOMES = ['COMPLETED', 'FAILED'] as const;

/** What a body needs beyond its members: a result, unless the run failed. */
export const CALLBACK_RULE = {
  anyOf: [{ required: ['result'] }, { required: ['status'], properties: { status: { enum: ['FAILED'] } } }],
};

const ID_EXAMPLE = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';

/** What every callback says about its run. */
class RunReportDto {
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

/** Body of a callback. */
export class CallbackDto extends RunReportDto {
  @ApiProperty({ minLength: 1, example: ID_EXAMPLE })
  @IsString({ message: 'jobId must be a string' })
  @IsNotEmpty({ message: 'jobId must not be empty' })
  jobId!: string;
}

/** Body of a callback whose path names the job by a token. */
export class TokenCallbackDto extends RunReportDto {
  @ApiPropertyOptional({ minLength: 1, example: ID_EXAMPLE, description: 'The job of the token' })
  @MayBeAbsent()
  @IsString({ message: 'jobId must be a string' })
  @IsNotEmpty({ message: 'jobId must not be empty' })
  jobId?: string;
}

/**
 * What the worker means; a token says which run. Throws `CallbackMalformedError` when a result was to come and none is
 * there or another run is named than that of the token, and `CallbackAddressUnknownError` when no job is.
 */
export function toCallback(
  { jobId, attempt, status, error, ...rest }: TokenCallbackDto,
  grant?: CallbackGrant,
): Callback {
  const run = grant
    ? runOf(grant, { jobId, attempt })
    : { jobId: jobIdOf(jobId), ...(attempt !== undefined && { attempt }) };
  if (status === 'FAILED') return { ...run, kind: 'failed', error: workerErrorOf(error) };
  if (rest.result === undefined) throw malformed('/result', 'result is missing; null is allowed');
  return { ...run, kind: 'completed', result: rest.result };
}

const malformed = (pointer: string, detail: string): CallbackMalformedError =>
  new CallbackMalformedError([{ pointer, detail }]);

function jobIdOf(jobId: string | undefined): string {
  if (jobId === undefined) throw new CallbackAddressUnknownError();
  return jobId;
}

/** A body may repeat which run it is about, and name no other. */
function runOf(
  grant: CallbackGrant,
  said: { readonly jobId: string | undefined; readonly attempt: number | undefined },
): { readonly jobId: string; readonly attempt: number } {
  const { jobId, attempt } = grant;
  if ((said.jobId ?? jobId) !== jobId) throw malformed('/jobId', 'jobId is not the job of the token');
  if ((said.attempt ?? attempt) !== attempt) throw malformed('/attempt', 'attempt is not the run of the token');
  return { jobId, attempt };
}
