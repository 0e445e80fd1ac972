import type { JobError, JobErrorCode } from '@fasttrack/contracts';
import { SCHEDULE_MAX_DAYS } from '@fasttrack/contracts';
import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { BodyOf } from '@fasttrack/foundation/http/body-of';
import { MayBeAbsent } from '@fasttrack/foundation/http/may-be-absent';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { AboutRunDto } from './about-run.dto';

/** What a worker can know; the other codes are ours to give. */
const CODES = [
  'worker_error',
  'timeout',
  'rejected',
  'unreachable',
  'rate_limited',
  'invalid_input',
] as const satisfies readonly JobErrorCode[];
const MESSAGE_MAX_LENGTH = 2000;
const NO_REASON = 'The worker gave no reason';
const RETRY_AFTER_MAX_SECONDS = SCHEDULE_MAX_DAYS * 86_400;
const RETRY_AFTER_RULE = `retryAfter must be a whole number of seconds from 0 to ${RETRY_AFTER_MAX_SECONDS}`;

class RunErrorDto {
  @MayBeAbsent()
  @IsIn(CODES, { message: `code must be one of ${CODES.join(', ')}` })
  code?: (typeof CODES)[number];

  @MayBeAbsent()
  @IsString({ message: 'message must be a string' })
  message?: string;
}

/** Body of `POST /fail/:id`. */
export class FailRunDto extends AboutRunDto {
  @ApiPropertyOptional({
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        additionalProperties: false,
        properties: { code: { type: 'string', enum: [...CODES] }, message: { type: 'string' } },
      },
    ],
    description: `Why it failed. A message longer than ${MESSAGE_MAX_LENGTH} characters is cut`,
    example: { code: 'unreachable', message: 'The mail server does not answer' },
  })
  @Allow()
  error?: unknown;

  @ApiPropertyOptional({ type: 'boolean', default: true, description: 'false: no other run could help' })
  @MayBeAbsent()
  @IsBoolean({ message: 'retryable must be true or false' })
  retryable?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: RETRY_AFTER_MAX_SECONDS,
    default: 0,
    description: 'Seconds before the next run',
  })
  @MayBeAbsent()
  @Max(RETRY_AFTER_MAX_SECONDS, { message: RETRY_AFTER_RULE })
  @Min(0, { message: RETRY_AFTER_RULE })
  @IsInt({ message: RETRY_AFTER_RULE })
  retryAfter?: number;
}

/** The error of a run as the worker tells it. Throws `InvalidRequestError` when it is neither a text nor an error. */
export function toRunError({ error, retryable = true }: FailRunDto): JobError {
  const { code = 'worker_error', message = '' } = typeof error === 'string' ? { message: error } : parsed(error);
  return { code, message: (message === '' ? NO_REASON : message).slice(0, MESSAGE_MAX_LENGTH), retryable };
}

function parsed(error: unknown): RunErrorDto {
  if (error === undefined) return {};
  if (typeof error === 'object' && error !== null && !Array.isArray(error))
    return BodyOf.check(RunErrorDto, error, '/error');
  throw new InvalidRequestError([
    { pointer: '/error', detail: 'error must be a text, or an object with code and message' },
  ]);
}
